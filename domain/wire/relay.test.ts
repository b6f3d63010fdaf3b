import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeAsk,
  encodeNotice,
  encodePing,
  encodePong,
  encodePublish,
  encodeSay,
  encodeSubscribe,
  encodeUnsubscribe,
  isRelayTopic,
  MAX_DESK_BYTES,
  MAX_RELAY_FRAME_BYTES,
  MAX_RELAY_PAYLOAD_BYTES,
  parseRelayFrame,
  RELAY_NOTICES,
  type RelayFrame,
} from './relay.ts';

const topic = fc.stringMatching(/^[\x21-\x7e]{1,64}$/);
const topics = fc.array(topic, { minLength: 1, maxLength: 64 });
const frame: fc.Arbitrary<RelayFrame> = fc.oneof(
  fc.record({ kind: fc.constantFrom('subscribe' as const, 'unsubscribe' as const), topics }),
  fc.record({ kind: fc.constant('publish' as const), topic, payload: fc.uint8Array({ maxLength: 300 }) }),
  fc.constantFrom<RelayFrame>({ kind: 'ping' }, { kind: 'pong' }),
  fc.record({ kind: fc.constant('notice' as const), notice: fc.constantFrom(...RELAY_NOTICES) }),
  fc.record({
    kind: fc.constantFrom('ask' as const, 'say' as const),
    number: fc.nat(0xffffffff),
    text: fc.uint8Array({ minLength: 1, maxLength: 300 }),
  }),
);

const encode = (value: RelayFrame): Uint8Array => {
  switch (value.kind) {
    case 'subscribe':
      return encodeSubscribe(value.topics);
    case 'unsubscribe':
      return encodeUnsubscribe(value.topics);
    case 'publish':
      return encodePublish(value.topic, value.payload);
    case 'ping':
      return encodePing();
    case 'pong':
      return encodePong();
    case 'ask':
      return encodeAsk(value.number, value.text);
    case 'say':
      return encodeSay(value.number, value.text);
    default:
      return encodeNotice(value.notice);
  }
};

describe('relay frames', () => {
  it('round-trip', () => {
    fc.assert(
      fc.property(frame, (value) => {
        expect(parseRelayFrame(encode(value))).toEqual(value);
      }),
    );
  });
  it('are refused when cut short, except where the payload ends', () => {
    fc.assert(
      fc.property(frame, fc.nat(), (value, cut) => {
        const bytes = encode(value);
        const end = cut % bytes.length;
        const parsed = parseRelayFrame(bytes.subarray(0, end));
        const isDesk = value.kind === 'ask' || value.kind === 'say';
        const isShorterPayload = (value.kind === 'publish' && end >= 2 + value.topic.length) || (isDesk && end > 5);
        expect(parsed === null).toBe(!isShorterPayload);
      }),
    );
  });
  it('are refused with anything behind them', () => {
    fc.assert(
      fc.property(frame, fc.uint8Array({ minLength: 1, maxLength: 20 }), (value, tail) => {
        fc.pre(value.kind !== 'publish' && value.kind !== 'ask' && value.kind !== 'say');
        expect(parseRelayFrame(Uint8Array.of(...encode(value), ...tail))).toBeNull();
      }),
    );
  });
  it('have exactly one spelling, whatever bytes arrive', () => {
    const kinds = fc.constantFrom(0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x21, 0x00);
    fc.assert(
      fc.property(kinds, fc.uint8Array({ maxLength: 200 }), (kind, rest) => {
        const bytes = Uint8Array.of(kind, ...rest);
        const parsed = parseRelayFrame(bytes);
        if (parsed !== null) expect([...encode(parsed)]).toEqual([...bytes]);
      }),
    );
  });
  it('of another version are not ours', () => {
    for (const first of [0x01, 0x21, 0x13 | 0x80]) expect(parseRelayFrame(Uint8Array.of(first, 1, 65, 66))).toBeNull();
    expect(parseRelayFrame(new Uint8Array())).toBeNull();
  });
  it('keep their limits', () => {
    const largest = encodePublish('t'.repeat(64), new Uint8Array(MAX_RELAY_PAYLOAD_BYTES));
    expect(largest.length).toBeLessThanOrEqual(MAX_RELAY_FRAME_BYTES);
    expect(parseRelayFrame(largest)?.kind).toBe('publish');
    expect(parseRelayFrame(Uint8Array.of(...largest, 0))).toBeNull();
    expect(() => encodePublish('t', new Uint8Array(MAX_RELAY_PAYLOAD_BYTES + 1))).toThrow(RangeError);
    const longest = encodeAsk(1, new Uint8Array(MAX_DESK_BYTES));
    expect(parseRelayFrame(longest)?.kind).toBe('ask');
    expect(parseRelayFrame(Uint8Array.of(...longest, 0))).toBeNull();
    expect(() => encodeSay(1, new Uint8Array(MAX_DESK_BYTES + 1))).toThrow(RangeError);
    expect(() => encodeSubscribe([])).toThrow(RangeError);
    expect(() => encodeSubscribe(Array.from({ length: 65 }, () => 't'))).toThrow(RangeError);
    for (const bad of ['', 'a b', 'é', 'a\n', 't'.repeat(65)]) {
      expect(isRelayTopic(bad)).toBe(false);
      expect(() => encodePublish(bad, new Uint8Array())).toThrow(RangeError);
    }
  });
});
