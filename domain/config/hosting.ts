/**
 * What a relay gives besides introductions, and to whom: `access`, `turn` and `sfu` of config.yaml. The secrets are named
 * here and read by the relay alone; nothing of this file but two booleans ever reaches a browser. Reads no file.
 */
import * as v from 'valibot';

export const MIN_SECRET_LETTERS = 32;

const whole = (min: number, max: number, fallback: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)), fallback);
const text = (min: number, max: number) => v.pipe(v.string(), v.minLength(min), v.maxLength(max));
const secret = v.optional(v.pipe(v.string(), v.minLength(MIN_SECRET_LETTERS), v.maxLength(256), v.regex(/^\S+$/)));
const file = v.optional(text(1, 1000));

export const ACCESS = ['open', 'listed'] as const;
/** open: every place that comes with a proof of its secret · listed: only those of `places`. */
export type Access = (typeof ACCESS)[number];

/** What the relay knows a place by: the SHA-256 of its admission key's public half, base64url. */
export const DeskIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

export const AccessSchema = v.optional(v.picklist(ACCESS), 'open');
export const PlacesSchema = v.optional(v.pipe(v.array(DeskIdSchema), v.maxLength(10_000)), []);

/** RFC 7065. What does not match would make browsers refuse to connect at all, so it is refused here and there. */
export const TurnUrlSchema = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^turns?:(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/),
);

/** A TURN server of one's own (coturn with `use-auth-secret`). The relay makes credentials, coturn checks them. */
export const TurnSchema = v.strictObject({
  /** `turn:self:3478` is the host that the page came from. */
  urls: v.pipe(v.array(TurnUrlSchema), v.minLength(1), v.maxLength(8)),
  /** The same as coturn's `static-auth-secret`. */
  secret,
  /** A file that holds it, relative to config.yaml. */
  secretFile: file,
  credentialSeconds: whole(30, 86_400, 3600),
  /** UDP ports on which coturn forwards, for the configuration that is generated for it. */
  relayPorts: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}-\d{1,5}$/)), '49160-50159'),
});
export type Turn = v.InferOutput<typeof TurnSchema>;

/** What a person may send. Names as in config.yaml. */
export const SOURCES = ['microphone', 'camera', 'screen'] as const;
export type Source = (typeof SOURCES)[number];

/** An SFU of one's own (LiveKit). The relay makes tokens, LiveKit checks them. */
export const SfuSchema = v.strictObject({
  /** What browsers connect to; `self:7880` is the host that the page came from, at that port. */
  url: v.pipe(v.string(), v.maxLength(300), v.regex(/^(wss?:\/\/[^\s]+|self(:\d{1,5})?(\/[^\s]*)?)$/)),
  apiKey: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128), v.regex(/^\S+$/))),
  apiSecret: secret,
  /** LiveKit's own file of `key: secret` lines, relative to config.yaml; the first one is used. */
  keysFile: file,
  tokenSeconds: whole(30, 600, 600),
  /** What people may send through it, if not everything: the rest goes from person to person also while a room is there. */
  sources: v.optional(v.pipe(v.array(v.picklist(SOURCES)), v.maxLength(SOURCES.length))),
  /** Where LiveKit takes media: UDP, and TCP for those whose UDP is blocked. */
  rtcPort: whole(1, 65_535, 7882),
  tcpPort: whole(1, 65_535, 7881),
});
export type Sfu = v.InferOutput<typeof SfuSchema>;

/** A rule that binds several settings. `path` is where the mistake is shown. */
export type HostingProblem = { readonly problem: string; readonly path: readonly string[] };

const turnProblem = (turn: Turn): HostingProblem | null => {
  if (turn.secret === undefined && turn.secretFile === undefined) return { problem: 'turn needs secret or secretFile', path: ['turn'] };
  if (turn.secret !== undefined && turn.secretFile !== undefined)
    return { problem: 'turn.secretFile must not stand beside turn.secret', path: ['turn', 'secretFile'] };
  const [from = 0, to = 0] = turn.relayPorts.split('-').map(Number);
  return from < 1 || to > 65_535 || from > to
    ? { problem: 'turn.relayPorts must be a range of ports, such as 49160-49259', path: ['turn', 'relayPorts'] }
    : null;
};

const sfuProblem = (sfu: Sfu): HostingProblem | null => {
  const hasKeys = sfu.apiKey !== undefined || sfu.apiSecret !== undefined;
  if (sfu.keysFile !== undefined && hasKeys)
    return { problem: 'sfu.keysFile must not stand beside sfu.apiKey and sfu.apiSecret', path: ['sfu', 'keysFile'] };
  if (sfu.keysFile === undefined && (sfu.apiKey === undefined || sfu.apiSecret === undefined))
    return { problem: 'sfu needs apiKey and apiSecret, or keysFile', path: ['sfu'] };
  if (sfu.sources?.includes('microphone') === false)
    return { problem: 'sfu.sources must have microphone: rooms move there to talk', path: ['sfu', 'sources'] };
  return null;
};

/** What no single setting can tell. @returns null if all is well */
export const hostingProblem = (config: { readonly turn?: Turn | undefined; readonly sfu?: Sfu | undefined }): HostingProblem | null =>
  (config.turn === undefined ? null : turnProblem(config.turn)) ?? (config.sfu === undefined ? null : sfuProblem(config.sfu));
