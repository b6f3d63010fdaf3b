import { describe, expect, it } from 'vitest';
import { encodeControl, parseControl } from './control.ts';

const beat = { t: 'beat', room: 'open', term: 3, lease: null, mode: 'P2P_DIRECT', epoch: 0, sfu: null } as const;
const intent = { t: 'intent', room: 'fern', n: 1, at: { x: 2, y: 3 }, wish: { kind: 'seat', seat: 'chair/0' } } as const;
const verdict = {
  t: 'verdict',
  room: 'open',
  term: 3,
  order: 9,
  to: 'abc',
  n: 1,
  wish: { kind: 'passage', door: 'door-fern' },
  granted: false,
  why: 'taken',
  holder: 'def',
  at: { x: 1, y: 2 },
} as const;
const read = (value: object): unknown => parseControl(JSON.stringify(value));

describe('messages about the order of a room', () => {
  it('pass as they are', () => {
    for (const message of [beat, { ...beat, lease: 7, sfu: { epoch: 2, state: 'opening' as const } }, intent, verdict])
      expect(parseControl(encodeControl(message))).toEqual(message);
  });
  it('are refused whole when anything in them is out of range', () => {
    for (const bad of [
      { ...beat, term: -1 },
      { ...beat, term: 1.5 },
      { ...beat, term: 2 ** 53 },
      { ...beat, lease: '7' },
      { ...beat, mode: 'MESH' },
      { ...beat, room: 'x'.repeat(65) },
      { ...beat, room: 'a room' },
      { ...beat, sfu: { epoch: 1, state: 'gone' } },
      { ...beat, sfu: { state: 'open' } },
      { ...intent, at: { x: -1, y: 0 } },
      { ...intent, at: { x: 1025, y: 0 } },
      { ...intent, at: { x: null, y: 0 } },
      { ...intent, wish: { kind: 'throne' } },
      { ...intent, wish: { kind: 'seat' } },
      { ...intent, wish: { kind: 'door', door: 'd', open: 'yes', locked: false } },
      { ...verdict, why: 'because' },
      { ...verdict, granted: 1 },
      { ...verdict, at: {} },
      { ...verdict, holder: '' },
    ])
      expect(read(bad), JSON.stringify(bad)).toBeNull();
  });
  it('lose what nobody asked for', () => {
    expect(read({ ...beat, extra: 1 })).toEqual(beat);
  });
});
