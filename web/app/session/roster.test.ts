import { describe, expect, it } from 'vitest';
import { peerId } from '../../../domain/ids.ts';
import { encodeControl, MAX_CONTROL_BYTES, MAX_ROSTER_ENTRIES, parseControl } from '../../../domain/wire/control.ts';
import { middleLook } from '../../state/app-state.ts';
import { createRoster, FAREWELL_MS, MEMBER_LIFETIME_MS, rosterMessage } from './roster.ts';

const entry = (peer: string, ageMs: number, x = 1) => ({
  peer,
  identity: 'ab'.repeat(32),
  name: 'A name as long as any name may be: forty'.slice(0, 40),
  look: middleLook(),
  status: 'available' as const,
  zone: null,
  x,
  y: 2,
  ageMs,
});
const open = () => createRoster(() => peerId('me'));

describe('roster', () => {
  it('keeps the freshest word on each and never oneself', () => {
    const roster = open();
    expect(roster.hear({ t: 'roster', members: [entry('a', 100, 5), entry('me', 0)] }, 1000)).toEqual(['a']);
    expect(roster.hear({ t: 'roster', members: [entry('a', 900, 7)] }, 1000)).toEqual([]);
    expect(roster.members().get(peerId('a'))?.x).toBe(5);
    roster.hear({ t: 'roster', members: [entry('a', 10, 9)] }, 1000);
    expect(roster.members().get(peerId('a'))?.x).toBe(9);
    expect(roster.members().has(peerId('me'))).toBe(false);
  });
  it('cannot be kept alive by hearsay going round in circles', () => {
    const a = open();
    const b = open();
    a.hear({ t: 'roster', members: [entry('x', 0)] }, 0);
    for (let now = 0; now <= MEMBER_LIFETIME_MS + 5000; now += 1000) {
      b.hear(rosterMessage([], a.members().values(), now), now);
      a.hear(rosterMessage([], b.members().values(), now), now);
      a.expire(now);
      b.expire(now);
    }
    expect([a.members().size, b.members().size]).toEqual([0, 0]);
  });
  it('does not bring back who has just left, because somebody has not heard of it yet', () => {
    const roster = open();
    roster.hear({ t: 'roster', members: [entry('a', 0)] }, 1000);
    roster.gone(peerId('a'), 1100);
    expect(roster.hear({ t: 'roster', members: [entry('a', 0)] }, 1200)).toEqual([]);
    expect(roster.members().size).toBe(0);
    // they came again, and somebody else has met them
    expect(roster.hear({ t: 'roster', members: [entry('a', 0)] }, 1100 + FAREWELL_MS)).toEqual(['a']);
  });
  it('fits one control message, however many are here', () => {
    const roster = open();
    for (let i = 0; i < 10; i++)
      roster.hear({ t: 'roster', members: Array.from({ length: 64 }, (_, n) => entry(`peer-${i}-${n}-0123456789`, n)) }, 1000);
    const message = rosterMessage([], roster.members().values(), 1000);
    expect(message.members.length).toBeLessThanOrEqual(MAX_ROSTER_ENTRIES);
    const frame = encodeControl(message);
    expect(frame.length).toBeLessThanOrEqual(MAX_CONTROL_BYTES);
    expect(parseControl(frame)).toEqual(message);
  });
});
