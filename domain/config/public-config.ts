/**
 * The part of config.yaml that a browser may know: served by the relay as `/config.json`, baked into the static build.
 * The whole file's schema, with defaults and the relay's private part, is `config-file.ts`.
 */
import * as v from 'valibot';
import { PolicySchema } from './policy-config.ts';

export const NETWORK_KINDS = ['relay', 'nostr', 'tracker'] as const;
/** The three signaling networks; the mesh itself is the fourth and needs no address. */
export type NetworkKind = (typeof NETWORK_KINDS)[number];
export type NetworkName = NetworkKind | 'mesh';

const webSocketUrl = v.pipe(v.string(), v.maxLength(300), v.regex(/^wss?:\/\/[^\s]+$/));

export const NetworkEndpointSchema = v.object({
  kind: v.picklist(NETWORK_KINDS),
  /** Absolute `ws(s)://`, or `self`: the server that this page came from. */
  url: v.union([v.literal('self'), webSocketUrl]),
  /** A public server of somebody else, used by courtesy: named in the lobby, with a switch. */
  courtesy: v.optional(v.boolean(), false),
});
export type NetworkEndpoint = v.InferOutput<typeof NetworkEndpointSchema>;

export const IceServerSchema = v.object({
  /** `stun:`, `turn:` or `turns:` addresses; `stun:self:PORT` is the host that this page came from. */
  urls: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300), v.regex(/^(stun|stuns|turn|turns):[^\s]+$/))), v.minLength(1), v.maxLength(8)),
  username: v.optional(v.pipe(v.string(), v.maxLength(256))),
  credential: v.optional(v.pipe(v.string(), v.maxLength(256))),
});
export type IceServer = v.InferOutput<typeof IceServerSchema>;

const tiles = (fallback: number) => v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(100)), fallback);
const whole = (min: number, max: number, fallback: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)), fallback);

export const ProximitySchema = v.object({
  /** A call starts when two people stand closer than this for `dwellMs` … */
  connectTiles: tiles(3.5),
  /** … and ends when they are farther apart than this. */
  releaseTiles: tiles(5),
  dwellMs: whole(0, 10_000, 400),
  /** How many links a peer keeps at most; everyone is linked while there are fewer people than that. */
  maxLinks: whole(2, 64, 16),
});
export type Proximity = v.InferOutput<typeof ProximitySchema>;

export const PublicConfigSchema = v.object({
  networks: v.optional(v.pipe(v.array(NetworkEndpointSchema), v.maxLength(16)), []),
  iceServers: v.optional(v.pipe(v.array(IceServerSchema), v.maxLength(8)), []),
  proximity: v.optional(ProximitySchema, {}),
  /** The relay makes credentials for a TURN server, and tokens for an SFU: for places that it serves. */
  turn: v.optional(v.boolean(), false),
  sfu: v.optional(v.boolean(), false),
  /** The steward of a room is a browser, so every browser needs it. */
  policy: v.optional(PolicySchema, {}),
});
export type PublicConfig = v.InferOutput<typeof PublicConfigSchema>;
