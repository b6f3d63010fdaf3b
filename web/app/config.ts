/**
 * Where the app's configuration comes from: the relay that served the page (`config.json` beside it), else what the static
 * build baked in. Then the person's own settings are laid over it.
 */
import * as v from 'valibot';
import { type NetworkEndpoint, type PublicConfig, PublicConfigSchema } from '../../domain/config/public-config.ts';
import type { Settings } from '../state/settings.ts';

/** Longer than any relay needs; a static host answers 404 at once. */
const CONFIG_TIMEOUT_MS = 3000;

declare const __CONFIG__: PublicConfig;

type Answer = { readonly status: number; readonly config: PublicConfig | null };

const askHost = async (base: string): Promise<Answer> => {
  const response = await fetch(new URL('config.json', base), {
    signal: AbortSignal.timeout(CONFIG_TIMEOUT_MS),
    cache: 'no-store',
    credentials: 'omit',
  });
  if (!response.ok || response.headers.get('content-type')?.includes('json') !== true) return { status: response.status, config: null };
  const parsed = v.safeParse(PublicConfigSchema, await response.json());
  return { status: response.status, config: parsed.success ? parsed.output : null };
};

/** What the relay says now; null when it does not answer. */
export const askConfig = (base: string): Promise<PublicConfig | null> =>
  askHost(base).then(
    ({ config }) => config,
    () => null,
  );

/**
 * Only a host that clearly answers "no such file" has no relay. When nothing answers, the page's own host is the only one
 * that is tried: being offline must not send anybody to strangers' servers.
 */
export const loadConfig = async (base: string): Promise<PublicConfig> => {
  try {
    const { status, config } = await askHost(base);
    if (config !== null) return config;
    if (status < 500) return (await import('../../domain/config/baked.ts')).withoutRelay(__CONFIG__);
  } catch {
    // nothing answered
  }
  return { ...__CONFIG__, networks: __CONFIG__.networks.filter((network) => !network.courtesy) };
};

/** The networks in use: configured ones that are not switched off, and the person's own. */
export const chosenNetworks = (config: PublicConfig, settings: Settings): readonly NetworkEndpoint[] => [
  ...config.networks.filter((n) => !settings.networksOff.includes(n.url)),
  ...settings.extraNetworks.filter((n) => !settings.networksOff.includes(n.url)).map((n) => ({ ...n, courtesy: false })),
];

export const chosenIceServers = (config: PublicConfig, settings: Settings): readonly RTCIceServer[] =>
  [...config.iceServers, ...settings.extraIceServers].map((server) => ({
    urls: server.urls,
    ...(server.username !== undefined && { username: server.username }),
    ...(server.credential !== undefined && { credential: server.credential }),
  }));
