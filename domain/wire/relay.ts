/**
 * The relay's own dialect: a topic bus in binary WebSocket messages, one frame a message. Used by the relay and by
 * `transports`; knows nothing of sockets. The relay keeps which socket listens to which topic, and nothing else.
 *
 *   byte 0: version 1 in the high four bits, the kind in the low four
 *   0x11 subscribe    count u8 (1–64), then count × topic     client → relay
 *   0x12 unsubscribe  count u8 (1–64), then count × topic     client → relay
 *   0x13 publish      topic, payload to the end (≤ 60,000 B)  client → relay; the same bytes go on to every other listener
 *   0x14 ping                                                 client → relay
 *   0x15 pong                                                 relay → client, in answer to a ping
 *   0x16 notice       code u8                                 relay → client: something of yours was dropped
 *   0x17 ask          number u32, JSON text (≤ 4,096 B)       client → relay's desk: `relay-desk.ts`
 *   0x18 say          number u32, JSON text (≤ 4,096 B)       relay's desk → client: the answer to that number, or 0
 *   topic = length u8 (1–64), then so many visible ASCII letters (0x21–0x7e)
 *
 * Frames of one socket are handled in order, so a publish after a subscribe needs no acknowledgement in between; a pong
 * proves that all before the ping was handled. A sender never gets its own publish back. Nothing is stored: whoever
 * listens later hears nothing of before. A frame that breaks these rules is dropped and answered with `malformed`.
 */
export const MAX_TOPIC_BYTES = 64;
export const MAX_TOPICS_PER_FRAME = 64;
export const MAX_RELAY_PAYLOAD_BYTES = 60_000;
export const MAX_DESK_BYTES = 4096;
/** The largest WebSocket message that the relay reads, in any dialect. */
export const MAX_RELAY_FRAME_BYTES = 65_536;

/** rate-limited: more than the relay allows, try later · too-many-topics: not subscribed · malformed · closing: the relay stops. */
export const RELAY_NOTICES = ['rate-limited', 'too-many-topics', 'malformed', 'closing'] as const;
export type RelayNotice = (typeof RELAY_NOTICES)[number];

export type RelayFrame =
  | { readonly kind: 'subscribe'; readonly topics: readonly string[] }
  | { readonly kind: 'unsubscribe'; readonly topics: readonly string[] }
  /** `payload` is a view of the frame's own bytes. */
  | { readonly kind: 'publish'; readonly topic: string; readonly payload: Uint8Array }
  | { readonly kind: 'ping' }
  | { readonly kind: 'pong' }
  | { readonly kind: 'notice'; readonly notice: RelayNotice }
  /** `text` is a view of the frame's own bytes: JSON, not yet parsed. */
  | { readonly kind: 'ask' | 'say'; readonly number: number; readonly text: Uint8Array };

const SUBSCRIBE = 0x11;
const UNSUBSCRIBE = 0x12;
const PUBLISH = 0x13;
const PING = 0x14;
const PONG = 0x15;
const NOTICE = 0x16;
const ASK = 0x17;
const SAY = 0x18;
const DESK_HEAD_BYTES = 5;

type Bytes = Uint8Array<ArrayBuffer>;

/** 1–64 visible ASCII letters. */
export const isRelayTopic = (topic: string): boolean => /^[\x21-\x7e]{1,64}$/.test(topic);

/** @throws RangeError: a topic is made by our own code, a bad one is a mistake there. */
const writeTopic = (into: Bytes, at: number, topic: string): number => {
  if (!isRelayTopic(topic)) throw new RangeError('a relay topic is 1 to 64 visible ASCII letters');
  into[at] = topic.length;
  for (let i = 0; i < topic.length; i++) into[at + 1 + i] = topic.charCodeAt(i);
  return at + 1 + topic.length;
};

const topicList = (kind: number, topics: readonly string[]): Bytes => {
  if (topics.length === 0 || topics.length > MAX_TOPICS_PER_FRAME) throw new RangeError('a frame names 1 to 64 topics');
  const frame = new Uint8Array(topics.reduce((size, topic) => size + 1 + topic.length, 2));
  frame[0] = kind;
  frame[1] = topics.length;
  let at = 2;
  for (const topic of topics) at = writeTopic(frame, at, topic);
  return frame;
};

/** @param topics 1 to 64. @throws RangeError for a bad topic or a bad number of them. */
export const encodeSubscribe = (topics: readonly string[]): Bytes => topicList(SUBSCRIBE, topics);

/** @param topics 1 to 64. @throws RangeError for a bad topic or a bad number of them. */
export const encodeUnsubscribe = (topics: readonly string[]): Bytes => topicList(UNSUBSCRIBE, topics);

/** @throws RangeError for a bad topic or a payload above MAX_RELAY_PAYLOAD_BYTES. */
export const encodePublish = (topic: string, payload: Uint8Array): Bytes => {
  if (payload.length > MAX_RELAY_PAYLOAD_BYTES) throw new RangeError('the payload is too large for the relay');
  const frame = new Uint8Array(2 + topic.length + payload.length);
  frame[0] = PUBLISH;
  frame.set(payload, writeTopic(frame, 1, topic));
  return frame;
};

export const encodePing = (): Bytes => Uint8Array.of(PING);
export const encodePong = (): Bytes => Uint8Array.of(PONG);
export const encodeNotice = (notice: RelayNotice): Bytes => Uint8Array.of(NOTICE, RELAY_NOTICES.indexOf(notice));

const deskFrame = (kind: number, number: number, text: Uint8Array): Bytes => {
  if (text.length > MAX_DESK_BYTES) throw new RangeError('too long for the desk');
  const frame = new Uint8Array(DESK_HEAD_BYTES + text.length);
  new DataView(frame.buffer).setUint32(1, number);
  frame[0] = kind;
  frame.set(text, DESK_HEAD_BYTES);
  return frame;
};

/** @param number of this question, from 1. @throws RangeError for a text above MAX_DESK_BYTES. */
export const encodeAsk = (number: number, text: Uint8Array): Bytes => deskFrame(ASK, number, text);
/** @param number of the question that this answers, or 0. @throws RangeError for a text above MAX_DESK_BYTES. */
export const encodeSay = (number: number, text: Uint8Array): Bytes => deskFrame(SAY, number, text);

/** @returns the topic whose length byte is at `at`, or null if it is cut, empty, too long or has a foreign letter. */
const readTopic = (bytes: Uint8Array, at: number): string | null => {
  const length = bytes[at] ?? 0;
  if (length === 0 || length > MAX_TOPIC_BYTES || at + 1 + length > bytes.length) return null;
  const end = at + 1 + length;
  for (let i = at + 1; i < end; i++) if (bytes[i]! < 0x21 || bytes[i]! > 0x7e) return null;
  // In one call: a string that grew letter by letter stays a chain of a kilobyte in V8, and the relay keeps topics. By
  // `apply`: spreading walks the array's iterator, which made this the dearest line of the relay.
  return Reflect.apply(String.fromCharCode, null, bytes.subarray(at + 1, end) as unknown as number[]);
};

const readTopics = (bytes: Uint8Array): string[] | null => {
  const count = bytes[1] ?? 0;
  if (count === 0 || count > MAX_TOPICS_PER_FRAME) return null;
  const topics: string[] = [];
  let at = 2;
  for (let i = 0; i < count; i++) {
    const topic = readTopic(bytes, at);
    if (topic === null) return null;
    topics.push(topic);
    at += 1 + topic.length;
  }
  return at === bytes.length ? topics : null;
};

const readPublish = (bytes: Uint8Array): RelayFrame | null => {
  const topic = readTopic(bytes, 1);
  if (topic === null) return null;
  const payload = bytes.subarray(2 + topic.length);
  return payload.length <= MAX_RELAY_PAYLOAD_BYTES ? { kind: 'publish', topic, payload } : null;
};

const readDesk = (bytes: Uint8Array): RelayFrame | null => {
  if (bytes.length <= DESK_HEAD_BYTES || bytes.length > DESK_HEAD_BYTES + MAX_DESK_BYTES) return null;
  const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  return { kind: bytes[0] === ASK ? 'ask' : 'say', number, text: bytes.subarray(DESK_HEAD_BYTES) };
};

/** @returns null for anything that is not exactly one well-formed frame of this version. Never throws. */
export const parseRelayFrame = (bytes: Uint8Array): RelayFrame | null => {
  switch (bytes[0]) {
    case SUBSCRIBE:
    case UNSUBSCRIBE: {
      const topics = readTopics(bytes);
      return topics && { kind: bytes[0] === SUBSCRIBE ? 'subscribe' : 'unsubscribe', topics };
    }
    case PUBLISH:
      return readPublish(bytes);
    case PING:
      return bytes.length === 1 ? { kind: 'ping' } : null;
    case PONG:
      return bytes.length === 1 ? { kind: 'pong' } : null;
    case NOTICE: {
      const notice = RELAY_NOTICES[bytes[1] ?? RELAY_NOTICES.length];
      return notice !== undefined && bytes.length === 2 ? { kind: 'notice', notice } : null;
    }
    case ASK:
    case SAY:
      return readDesk(bytes);
    default:
      return null;
  }
};
