/**
 * What is said at the relay's desk, inside frames 0x17 and 0x18 of `relay.ts`: JSON, one object a frame. The desk serves
 * members of a place whom it does not know: they prove that they hold the place's secret, by a key pair derived from it.
 * It hears of rooms only by ids that mean nothing to it. Described in docs/protocol.md.
 *
 * Every question but `unwatch` is answered, by its number: `{ ok: true, … }` or `{ ok: false, why }`. Number 0 asks for no
 * answer, and is what the desk says unasked. A change of a watched lease is told before the answer to what changed it.
 */
import * as v from 'valibot';
import { SOURCES, TurnUrlSchema } from '../config/hosting.ts';

/** What is signed for admission is prefixed with it. */
export const ADMISSION_LABEL = 'patio/1/relay-desk';
/** A lease that is not kept ends after so long … */
export const LEASE_TTL_MS = 3000;
/** … and already after this when somebody else asks for it. */
export const LEASE_CONTESTED_MS = 1500;
export const LEASE_KEEP_EVERY_MS = 500;
/** Who has watched a room for so long has a voice against the holder of its lease … */
export const VOICE_AFTER_MS = 10_000;
/** … which counts for so long, unless it is raised again. */
export const VOICE_KEPT_MS = 30_000;
export const CONTEST_EVERY_MS = 10_000;
/** Whom a majority did not obey may not hold that room's lease for so long. */
export const DEPOSED_MS = 300_000;
export const MAX_WATCHED_ROOMS = 32;
export const MAX_LEASES = 8;

export const REFUSALS = [
  /** The question is not one that the desk knows. */
  'malformed',
  /** Prove who you are first. */
  'not-admitted',
  /** The proof is not good: no challenge, an old one, a used one, a wrong signature. */
  'proof',
  /** The proof is for a relay of another name. A reverse proxy that changes `Host` does this too. */
  'host',
  /** Another socket speaks for this peer. */
  'taken',
  /** This place is not on the operator's list. */
  'not-served',
  /** The operator has no such server. */
  'off',
  'not-holder',
  /** Has not watched this room for long enough, or holds its lease. */
  'no-voice',
  /** Most who watch this room did not obey this holder any more: not again for a while. */
  'deposed',
  /** Nobody who holds the lease has opened this epoch, or it is over. */
  'epoch',
  'rate-limited',
  'too-many',
] as const;
export type DeskRefusal = (typeof REFUSALS)[number];

const bytes = (letters: number) => v.pipe(v.string(), v.length(letters), v.regex(/^[A-Za-z0-9_-]+$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const peer = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{20}$/));
/** HMAC of the room's name with a key from the secret, 16 bytes, base64url. */
const room = bytes(22);

export const DeskQuestionSchema = v.variant('op', [
  v.strictObject({ op: v.literal('hello') }),
  v.strictObject({
    op: v.literal('prove'),
    /** Public half, Ed25519. */
    key: bytes(43),
    peer,
    /** Only who shows the same again may take this peer's place: 16 random bytes of the tab. */
    resume: bytes(22),
    /** Host name at which the client called this relay: a relay in between cannot use the proof at another. */
    host: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
    signature: bytes(86),
  }),
  v.strictObject({ op: v.literal('take'), room }),
  v.strictObject({ op: v.literal('keep'), room, number: count }),
  v.strictObject({ op: v.literal('drop'), room }),
  v.strictObject({ op: v.literal('watch'), room }),
  v.strictObject({ op: v.literal('unwatch'), room }),
  /** I do not obey the holder of this lease any more. */
  v.strictObject({ op: v.literal('contest'), room, number: count }),
  v.strictObject({ op: v.literal('alive') }),
  v.strictObject({ op: v.literal('turn') }),
  v.strictObject({ op: v.literal('open'), room, number: count, epoch: count }),
  v.strictObject({ op: v.literal('token'), room, epoch: count }),
]);
export type DeskQuestion = v.InferOutput<typeof DeskQuestionSchema>;

const LeaseSchema = v.object({ number: count, holder: peer });
const services = { turn: v.boolean(), sfu: v.boolean() };
const answered = v.literal(true);
const url = v.pipe(v.string(), v.maxLength(300));

export const ChallengeSchema = v.object({ ok: answered, nonce: bytes(43) });
export const AdmittedSchema = v.object({ ok: answered, ...services });
export const LeaseAnswerSchema = v.object({ ok: answered, lease: LeaseSchema });
export const DoneSchema = v.object({ ok: answered });
export const TurnAnswerSchema = v.object({
  ok: answered,
  urls: v.pipe(v.array(TurnUrlSchema), v.minLength(1), v.maxLength(8)),
  username: v.pipe(v.string(), v.maxLength(256)),
  credential: v.pipe(v.string(), v.maxLength(256)),
  seconds: v.pipe(v.number(), v.minValue(1), v.maxValue(86_400)),
});
export const TokenAnswerSchema = v.object({
  ok: answered,
  url,
  token: v.pipe(v.string(), v.maxLength(3000)),
  /** What the token lets its bearer publish; a relay that does not say, everything. */
  sources: v.optional(v.pipe(v.array(v.picklist(SOURCES)), v.maxLength(SOURCES.length)), [...SOURCES]),
});
export const RefusedSchema = v.object({ ok: v.literal(false), why: v.picklist(REFUSALS) });

/** Said unasked. config: the operator changed the settings; whoever is not `served` any more has no lease left. */
export const DeskTellSchema = v.variant('t', [
  v.object({ t: v.literal('lease'), room, lease: v.nullable(LeaseSchema) }),
  v.object({ t: v.literal('config'), served: v.boolean(), ...services }),
  /** Another tab showed this peer's `resume`: this socket speaks for nobody now. */
  v.object({ t: v.literal('replaced') }),
]);
export type DeskTell = v.InferOutput<typeof DeskTellSchema>;
export type DeskLease = v.InferOutput<typeof LeaseSchema>;

export type DeskAnswer =
  | v.InferOutput<typeof ChallengeSchema>
  | v.InferOutput<typeof AdmittedSchema>
  | v.InferOutput<typeof LeaseAnswerSchema>
  | v.InferOutput<typeof DoneSchema>
  | v.InferOutput<typeof TurnAnswerSchema>
  | v.InferOutput<typeof TokenAnswerSchema>
  | v.InferOutput<typeof RefusedSchema>;

/** What is signed: label, the relay's nonce, the host that was called, the peer. Fixed or escaped, so it reads one way only. */
export const admissionText = (nonce: string, host: string, peerId: string): string =>
  [ADMISSION_LABEL, nonce, host.toLowerCase(), peerId].join('\n');
