/**
 * Where the app's configuration comes from: the relay that served the page (`config.json` beside it), else what the static
 * build baked in. Then the person's own settings are laid over it.
 */
import * as v from 'valibot';
import { type NetworkEndpoint, type PublicConfig, PublicConfigSchema } from '../../domain/config/public-config.ts';
import type { Settings } from '../state/settings.ts';

/** Longer than any relay needs; a static host answers 404 at once. */
const CONFIG_TIMEOUT_MS = 3000;

/** @param baked what the build carries for a static host without a relay */
export const loadConfig = async (base: string, baked: () => Promise<PublicConfig>): Promise<PublicConfig> => {
  try {
    const response = await fetch(new URL('config.json', base), {
      signal: AbortSignal.timeout(CONFIG_TIMEOUT_MS),
      cache: 'no-store',
      credentials: 'omit',
    });
    if (response.ok && response.headers.get('content-type')?.includes('json') === true) {
      const parsed = v.safeParse(PublicConfigSchema, await response.json());
      if (parsed.success) return parsed.output;
    }
  } catch {
    // no relay behind this page, or offline: the baked configuration is complete
  }
  return baked();
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
