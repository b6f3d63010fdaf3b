/**
 * config.yaml → livekit.yaml. Pure. LiveKit tells its clients which STUN and TURN to use: the relay's own and ours, never
 * the public servers of others that it names by default.
 */
import { isIPv6 } from 'node:net';
import { stringify } from 'yaml';
import type { OwnAddress } from './own-address.ts';
import type { TurnUrl } from './turn-urls.ts';

export type LivekitSettings = {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where it listens inside its container, for signalling. */
  readonly port: number;
  readonly rtcPort: number;
  readonly tcpPort: number;
  readonly address: OwnAddress;
  /** `host:port` of the relay's STUN. */
  readonly stun: string;
  /** LiveKit makes credentials itself, with the secret that coturn knows. */
  readonly turn: { readonly urls: readonly TurnUrl[]; readonly secret: string; readonly seconds: number } | null;
};

/**
 * How often LiveKit passes on that somebody needs a key frame; by itself at most once a second. Whoever comes, and whoever
 * lost a part of one, looks at a picture that stands still until the next (figures in docs/benchmarks.md).
 */
export const KEY_FRAMES_APART = { low_quality: '200ms', mid_quality: '200ms', high_quality: '200ms' } as const;
/** A room that everybody left is forgotten after so long; one that nobody entered, too. */
const EMPTY_ROOM_SECONDS = 30;

/** An address as it stands in an URL; LiveKit puts a port behind it without looking. */
const inUrl = (host: string): string => (isIPv6(host) ? `[${host}]` : host);

export const livekitConfig = (settings: LivekitSettings): string => {
  const { apiKey, apiSecret, port, rtcPort, tcpPort, address, stun, turn } = settings;
  const config = {
    port,
    keys: { [apiKey]: apiSecret },
    rtc: {
      udp_port: rtcPort,
      tcp_port: tcpPort,
      use_external_ip: false,
      node_ip: address.publicIp,
      stun_servers: [stun],
      pli_throttle: KEY_FRAMES_APART,
      ...(turn !== null && {
        turn_servers: turn.urls.map((url) => ({
          host: inUrl(url.host === 'self' ? address.name : url.host),
          port: url.port,
          protocol: url.transport,
          secret: turn.secret,
          ttl: turn.seconds,
        })),
      }),
    },
    room: { auto_create: true, empty_timeout: EMPTY_ROOM_SECONDS, departure_timeout: EMPTY_ROOM_SECONDS },
    logging: { level: 'info', json: false },
  };
  return `# Made from config.yaml at every start: edit that one.\n${stringify(config)}`;
};
