import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPeerMetrics, calmPeer } from '../policy/testing.ts';
import { type ControlMessage, encodeControl, parseControl } from './control.ts';

const message = (room: string, metrics: object) => ({ t: 'metrics', room, metrics }) as ControlMessage;

describe('the metrics message', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(anyPeerMetrics, fc.constantFrom('open', 'meeting-room/1'), (metrics, room) => {
        const sent = message(room, metrics);
        // JSON knows no negative zero
        expect(parseControl(encodeControl(sent))).toEqual(JSON.parse(JSON.stringify(sent)));
      }),
    );
  });
  it.each([
    message('', calmPeer),
    message('open', {}),
    message('open', { ...calmPeer, links: 1e9 }),
    message('open', { ...calmPeer, audioLost: -5 }),
    message('open', { ...calmPeer, cpuPercent: 1e308 }),
    message('open', { ...calmPeer, surprise: 'x' }),
  ])('out of range is none: %j', (wrong) => {
    expect(parseControl(encodeControl(wrong))).toBeNull();
  });
});
