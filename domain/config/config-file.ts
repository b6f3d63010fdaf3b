/**
 * The whole of config.yaml: what browsers may know (`public-config.ts`) and what only the relay needs. The defaults are
 * here; the commented config.yaml at the root repeats them, and a test holds the two together. Reads no file.
 */
import * as v from 'valibot';
import { explainIssue, pathOfIssue } from './explain.ts';
import { AccessSchema, hostingProblem, PlacesSchema, SfuSchema, TurnSchema } from './hosting.ts';
import { PolicyFileSchema } from './policy-config.ts';
import { IceServerSchema, NetworkEndpointSchema, ProximitySchema, type PublicConfig } from './public-config.ts';

const whole = (min: number, max: number, fallback: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)), fallback);

const KIB = 1024;

export const LimitsSchema = v.strictObject({
  socketsTotal: whole(1, 1_000_000, 10_000),
  /** An IPv4 address or an IPv6 /64 network. A school or an office is often one address. */
  socketsPerAddress: whole(1, 1_000_000, 256),
  newSocketsPerMinutePerAddress: whole(1, 1_000_000, 600),
  subscriptionsPerSocket: whole(1, 100_000, 128),
  messagesPerSecondPerSocket: whole(1, 100_000, 60),
  messagesPerSecondPerAddress: whole(1, 1_000_000, 600),
  bytesPerSecondPerSocket: whole(KIB, 1_000_000_000, 256 * KIB),
  bytesPerSecondPerAddress: whole(KIB, 1_000_000_000, 2048 * KIB),
  /** A receiver that lets more than this wait for it is disconnected. */
  waitingBytesPerSocket: whole(64 * KIB, 1_000_000_000, 1024 * KIB),
  firstFrameMs: whole(100, 600_000, 15_000),
  /** A socket that was silent for so long is asked for a sign of life, and closed when none comes in as long again. */
  silenceMs: whole(1000, 3_600_000, 60_000),
  stunPerSecondPerAddress: whole(1, 100_000, 20),
});
export type Limits = v.InferOutput<typeof LimitsSchema>;

const DEFAULT_NETWORKS = [{ kind: 'relay' as const, url: 'self' }];
const DEFAULT_ICE_SERVERS = [{ urls: ['stun:self'] }];

export const ConfigFileSchema = v.strictObject({
  port: whole(0, 65_535, 8420),
  /** `localhost` is this machine only, on IPv4 and IPv6; `0.0.0.0` or `::` is everybody who can reach it. */
  host: v.optional(v.pipe(v.string(), v.maxLength(253), v.regex(/^[\w.:%-]+$/)), 'localhost'),
  /** The IP address or name under which browsers reach TURN and SFU; for the generated configurations. */
  publicAddress: v.optional(v.pipe(v.string(), v.maxLength(253), v.regex(/^[\w.:-]+$/))),
  /** For whom the relay mints credentials and grants leases; introductions are for everybody. */
  access: AccessSchema,
  places: PlacesSchema,
  /** Believe X-Forwarded-For: only behind a reverse proxy that sets it, or every limit per address can be lied away. */
  trustProxy: v.optional(v.boolean(), false),
  networks: v.optional(v.pipe(v.array(v.strictObject(NetworkEndpointSchema.entries)), v.maxLength(16)), DEFAULT_NETWORKS),
  /** `stun:self` is this relay's own STUN, on the UDP port of the same number. */
  iceServers: v.optional(v.pipe(v.array(v.strictObject(IceServerSchema.entries)), v.maxLength(8)), DEFAULT_ICE_SERVERS),
  proximity: v.optional(v.strictObject(ProximitySchema.entries), {}),
  turn: v.optional(TurnSchema),
  sfu: v.optional(SfuSchema),
  policy: v.optional(PolicyFileSchema, {}),
  limits: v.optional(LimitsSchema, {}),
});
export type ConfigFile = v.InferOutput<typeof ConfigFileSchema>;

/** Where a setting stands, from the outside in: `['networks', 0, 'url']`. */
export type SettingPath = readonly (string | number)[];

export type ConfigResult =
  | { readonly ok: true; readonly config: ConfigFile }
  /** One sentence that starts with the path: `proximity.connectTiles must be at least 0.5`. */
  | { readonly ok: false; readonly problem: string; readonly path: SettingPath };

/** @param value what the YAML parser made of the file; `undefined` or `null` is an empty file and means the defaults */
export const parseConfigFile = (value: unknown): ConfigResult => {
  if (Array.isArray(value)) return { ok: false, problem: 'the file must be a group of settings', path: [] };
  const result = v.safeParse(ConfigFileSchema, value ?? {}, { abortEarly: true });
  if (!result.success) return { ok: false, problem: explainIssue(result.issues[0]), path: pathOfIssue(result.issues[0]) };
  const { connectTiles, releaseTiles } = result.output.proximity;
  if (releaseTiles < connectTiles) {
    const problem = `proximity.releaseTiles must be at least proximity.connectTiles (${connectTiles})`;
    return { ok: false, problem, path: ['proximity', 'releaseTiles'] };
  }
  const hosting = hostingProblem(result.output);
  if (hosting !== null) return { ok: false, ...hosting };
  return { ok: true, config: result.output };
};

/**
 * The part for browsers.
 * @param stunPort where this relay answers STUN, or null if it does not: `stun:self` becomes `stun:self:PORT`, or goes
 */
export const publicConfigOf = (config: ConfigFile, stunPort: number | null): PublicConfig => ({
  networks: config.networks,
  iceServers: config.iceServers.flatMap((server) => {
    const urls = server.urls.flatMap((url) => (url === 'stun:self' ? (stunPort === null ? [] : [`stun:self:${stunPort}`]) : [url]));
    return urls.length > 0 ? [{ ...server, urls }] : [];
  }),
  proximity: config.proximity,
  turn: config.turn !== undefined,
  sfu: config.sfu !== undefined,
  policy: config.policy,
});
