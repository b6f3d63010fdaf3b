/**
 * Every message of the reliable, ordered `control` channel between two linked peers. JSON text, one message a frame,
 * at most MAX_CONTROL_BYTES; parsed here, at the border, before anything else looks at it. Described in docs/protocol.md.
 */
import * as v from 'valibot';
import { PeerMetricsSchema } from '../policy/peer-metrics.ts';
import { SignedRecordSchema } from '../place/signed-record.ts';
import { RoomMode } from '../policy/room-mode.ts';
import { AvatarLookSchema, REACTIONS } from '../presence/avatar.ts';

export const MAX_CONTROL_BYTES = 16 * 1024;
export const MAX_NAME_LENGTH = 40;
export const MAX_CHAT_LENGTH = 2000;
export const MAX_ROSTER_ENTRIES = 36;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^[\w./:-]+$/));
const identity = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** Names are one line: no control characters, no bidirectional overrides. */
const name = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(MAX_NAME_LENGTH),
  v.regex(/^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u),
);
const status = v.picklist(['available', 'busy', 'dnd', 'away']);

/** Who I am to look at; sent once a link is up, and again after each change. */
const Profile = v.object({
  t: v.literal('profile'),
  name,
  look: AvatarLookSchema,
  status,
  /** Unix ms at which this person entered the place; the older one keeps a disputed seat. */
  enteredAt: count,
});

/**
 * Do I want to talk with you now? Media flows only while both say yes, so a call ends for both at once. `n` grows with
 * every change; a message with a smaller `n` is late and ignored.
 */
const Call = v.object({ t: v.literal('call'), want: v.boolean(), n: count });

/** How this place began and what it is called: signed by its owner, so anybody may pass it on. `naming` is the newest known. */
const Place = v.object({ t: v.literal('place'), genesis: SignedRecordSchema, naming: v.nullable(SignedRecordSchema) });

/** Which of my fixed media lines carry something for you right now. */
const MediaState = v.object({ t: v.literal('media'), mic: v.boolean(), cam: v.boolean(), screen: v.boolean() });

export const ChatScope = { Nearby: 'nearby', Room: 'room', Place: 'place' } as const;
export type ChatScope = (typeof ChatScope)[keyof typeof ChatScope];

/** A line of chat. `id` is the sender's; repeated until acknowledged, shown once. `room` names the sender's room then. */
const Chat = v.object({
  t: v.literal('chat'),
  id,
  scope: v.picklist(['nearby', 'room', 'place']),
  room: id,
  at: count,
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_CHAT_LENGTH)),
});
const ChatAck = v.object({ t: v.literal('chat-ack'), id });
const Typing = v.object({ t: v.literal('typing'), scope: v.picklist(['nearby', 'room', 'place']) });

const ReactionMessage = v.object({ t: v.literal('reaction'), kind: v.picklist(REACTIONS) });
/** Somebody waves at me, wherever I am. */
const Wave = v.object({ t: v.literal('wave') });
const Hand = v.object({ t: v.literal('hand'), up: v.boolean() });

/** The last word on a door: higher `clock` wins, then the higher peer id. Sent on change and to newcomers. */
const Door = v.object({ t: v.literal('door'), door: id, open: v.boolean(), locked: v.boolean(), clock: count, by: id });
/** Somebody asks to come into a locked room; people inside may open. */
const Knock = v.object({ t: v.literal('knock'), door: id });

/** Who else is here, for those who are not linked with everyone. `ageMs`: since last heard by the sender or its source. */
const Roster = v.object({
  t: v.literal('roster'),
  members: v.pipe(
    v.array(
      v.object({
        peer: id,
        identity,
        name,
        look: AvatarLookSchema,
        status,
        zone: v.nullable(id),
        x: v.pipe(v.number(), v.minValue(0), v.maxValue(1024)),
        y: v.pipe(v.number(), v.minValue(0), v.maxValue(1024)),
        ageMs: count,
      }),
    ),
    v.maxLength(MAX_ROSTER_ENTRIES),
  ),
});

/** How I am doing, to the members of my room, every two seconds: counts, not ratios. `room` is where they were counted. */
const Metrics = v.object({ t: v.literal('metrics'), room: id, metrics: PeerMetricsSchema });
const tiles = v.pipe(v.number(), v.minValue(0), v.maxValue(1024));
const point = v.object({ x: tiles, y: tiles });

/**
 * The steward of `room` is there and keeps this mode. `lease` is a number that counts only where the receiver's own desk
 * confirms it; `sfu` is the server that is being opened or used in `epoch`.
 */
const Beat = v.object({
  t: v.literal('beat'),
  room: id,
  term: count,
  lease: v.nullable(count),
  mode: v.picklist(Object.values(RoomMode)),
  epoch: count,
  sfu: v.nullable(v.object({ epoch: count, state: v.picklist(['opening', 'open']) })),
});

const wish = v.variant('kind', [
  v.object({ kind: v.literal('seat'), seat: id }),
  v.object({ kind: v.literal('passage'), door: id }),
  v.object({ kind: v.literal('place'), zone: id }),
  v.object({ kind: v.literal('door'), door: id, open: v.boolean(), locked: v.boolean() }),
]);

/** To the steward: I do this already, standing at `at`; may I? `n` counts my wishes. */
const Intent = v.object({ t: v.literal('intent'), room: id, n: count, at: point, wish });

/**
 * From the steward to everybody in the room, so that all can check it: what it said to wish `n` of `to`. `order` counts the
 * verdicts of a term. `at` is where the asker is put back to (the position correction), null where they find room themselves.
 */
const Verdict = v.object({
  t: v.literal('verdict'),
  room: id,
  term: count,
  order: count,
  to: id,
  n: count,
  wish,
  granted: v.boolean(),
  why: v.nullable(v.picklist(['taken', 'full', 'locked', 'blocked'])),
  holder: v.nullable(id),
  at: v.nullable(point),
});

/** I am leaving on purpose: remove me now. */
const Bye = v.object({ t: v.literal('bye') });

export const ControlMessageSchema = v.variant('t', [
  Profile,
  Place,
  Call,
  MediaState,
  Chat,
  ChatAck,
  Typing,
  ReactionMessage,
  Wave,
  Hand,
  Door,
  Knock,
  Roster,
  Metrics,
  Beat,
  Intent,
  Verdict,
  Bye,
]);
export type ControlMessage = v.InferOutput<typeof ControlMessageSchema>;
export type ControlMessageOf<T extends ControlMessage['t']> = Extract<ControlMessage, { t: T }>;

/** @returns the message, or null for anything that is not exactly one: too long, not JSON, unknown, out of range. */
export const parseControl = (frame: unknown): ControlMessage | null => {
  if (typeof frame !== 'string' || frame.length > MAX_CONTROL_BYTES) return null;
  let json: unknown;
  try {
    json = JSON.parse(frame);
  } catch {
    return null;
  }
  const result = v.safeParse(ControlMessageSchema, json);
  return result.success ? result.output : null;
};

export const encodeControl = (message: ControlMessage): string => JSON.stringify(message);
