import { describe, expect, it } from 'vitest';
import { doorId } from '../../domain/ids.ts';
import { testDoor, testZone } from '../../domain/world/testing.ts';
import { createFakeClock } from '../clock/testing.ts';
import type { ProximityResult, SpatialResult } from './protocol.ts';
import { CALM_AFTER_MS, createSpatialService } from './service.ts';

const start = () => {
  const clock = createFakeClock();
  const posted: SpatialResult[] = [];
  const service = createSpatialService({ ...clock, post: (message) => posted.push(message) });
  const latest = (): ProximityResult | undefined => posted.findLast((m) => m.t === 'proximity');
  return { clock, posted, service, latest };
};
const rules = { connectTiles: 3.5, releaseTiles: 5, dwellMs: 400, maxLinks: 24 };
const zones = [testZone('room', 'meeting', { x: 10, y: 0, w: 8, d: 6 }, { doors: [doorId('door')] })];
const doors = [testDoor('door', 'y', 10, 2, 3)];

describe('the spatial worker', () => {
  const ticksIn = (posted: readonly SpatialResult[]): number => posted.filter((m) => m.t === 'tick').length;

  it('ticks twelve times a second from the start, and four times where nothing moves', () => {
    const { clock, posted } = start();
    clock.run(1000);
    expect(ticksIn(posted)).toBeGreaterThanOrEqual(11);
    expect(ticksIn(posted)).toBeLessThanOrEqual(12);
    clock.run(CALM_AFTER_MS);
    posted.length = 0;
    clock.run(10_000);
    expect(ticksIn(posted)).toBeGreaterThanOrEqual(37);
    expect(ticksIn(posted)).toBeLessThanOrEqual(39);
    expect(posted.every((m) => m.t === 'tick')).toBe(true);
  });

  it('is at full pace within a tick when something stirs', () => {
    const { clock, posted, service } = start();
    clock.run(5000);
    for (const request of [{ t: 'stir' }, { t: 'positions', xy: new Float32Array([1, 1]) }] as const) {
      posted.length = 0;
      service.handle(request);
      clock.run(1000);
      expect(ticksIn(posted)).toBeGreaterThanOrEqual(11);
      clock.run(5000);
    }
  });

  it('keeps to the distances of the place', () => {
    const { clock, service, latest } = start();
    const callAt = (tiles: number, connectTiles: number): number => {
      service.handle({ t: 'map', rules: { ...rules, connectTiles, releaseTiles: connectTiles + 1 }, zones: [], doors: [], states: [] });
      service.handle({ t: 'join', slot: 0, peer: 'me' });
      service.handle({ t: 'join', slot: 1, peer: 'you' });
      service.handle({ t: 'positions', xy: Float32Array.from([0, 0, tiles, 0]) });
      clock.run(1000);
      return latest()?.calls[1] ?? -1;
    };
    expect([callAt(2, 3), callAt(2, 1), callAt(7, 8), callAt(7, 3.5)]).toEqual([1, 0, 1, 0]);
  });

  it('takes over other rules while people stand there: who is near enough by both goes on talking without a break', () => {
    const { clock, posted, service, latest } = start();
    const wide = { ...rules, connectTiles: 8, releaseTiles: 9 };
    service.handle({ t: 'map', rules: wide, zones: [], doors: [], states: [] });
    for (const [slot, peer] of ['me', 'near', 'far', 'farther'].entries()) service.handle({ t: 'join', slot, peer });
    service.handle({ t: 'positions', xy: Float32Array.from([0, 0, 2, 0, 7, 0, 40, 0]) });
    clock.run(1000);
    expect([...(latest()?.calls ?? [])]).toEqual([0, 1, 1, 0]);
    const before = posted.length;
    service.handle({ t: 'rules', rules });
    clock.run(1000);
    const since = posted.slice(before).filter((m) => m.t === 'proximity');
    expect(since.map(({ calls }) => [...calls])).toEqual([[0, 1, 0, 0]]);
    expect(latest()?.joins).toBe(4);
    // and back: the dwell of whoever comes into reach begins now
    service.handle({ t: 'rules', rules: wide });
    clock.run(300);
    expect(latest()?.calls[2]).toBe(0);
    clock.run(700);
    expect([...(latest()?.calls ?? [])]).toEqual([0, 1, 1, 0]);
  });

  it('takes over another number of links', () => {
    const { clock, service, latest } = start();
    service.handle({ t: 'map', rules, zones: [], doors: [], states: [] });
    for (let slot = 0; slot < 21; slot++) service.handle({ t: 'join', slot, peer: `peer${String(slot).padStart(2, '0')}` });
    service.handle({ t: 'positions', xy: Float32Array.from(Array.from({ length: 42 }, (_, i) => (i % 2 === 0 ? i / 4 : 0))) });
    const linked = (): number => [...(latest()?.links ?? [])].reduce((sum, link) => sum + link, 0);
    clock.run(1000);
    expect(linked()).toBe(20);
    service.handle({ t: 'rules', rules: { ...rules, maxLinks: 8 } });
    clock.run(1000);
    expect(linked()).toBeGreaterThan(0);
    expect(linked()).toBeLessThanOrEqual(8);
    service.handle({ t: 'rules', rules });
    clock.run(1000);
    expect(linked()).toBe(20);
  });

  it('turns positions into calls, and a closing door into silence', () => {
    const { clock, service, latest } = start();
    service.handle({ t: 'map', rules, zones, doors, states: [] });
    service.handle({ t: 'join', slot: 0, peer: 'me' });
    service.handle({ t: 'join', slot: 1, peer: 'you' });
    service.handle({ t: 'positions', xy: Float32Array.from([9.5, 2, 10.5, 2]) });
    clock.run(1000);
    expect([...(latest()?.calls ?? [])]).toEqual([0, 1]);
    expect([...(latest()?.links ?? [])]).toEqual([0, 1]);
    expect(latest()?.gains[1]).toBe(1);
    service.handle({ t: 'doors', states: [[doorId('door'), { open: false, locked: true }]] });
    clock.run(100);
    expect([...(latest()?.calls ?? [])]).toEqual([0, 0]);
  });

  it('posts results only when they change, before their tick', () => {
    const { clock, service, posted } = start();
    service.handle({ t: 'join', slot: 0, peer: 'me' });
    service.handle({ t: 'join', slot: 1, peer: 'you' });
    service.handle({ t: 'positions', xy: Float32Array.from([1, 1, 2, 2]) });
    clock.run(5000);
    expect(posted.filter((m) => m.t === 'proximity')).toHaveLength(2);
    expect(posted.findIndex((m) => m.t === 'proximity')).toBeLessThan(posted.findIndex((m) => m.t === 'tick'));
  });

  it('counts joins, so that a reused slot is not taken for the one who left it', () => {
    const { clock, service, latest } = start();
    service.handle({ t: 'join', slot: 0, peer: 'me' });
    for (let slot = 1; slot <= 40; slot++) service.handle({ t: 'join', slot, peer: `peer-${slot}` });
    service.handle({ t: 'positions', xy: Float32Array.from({ length: 82 }, (_, i) => i * 3) });
    clock.run(100);
    expect(latest()?.joins).toBe(41);
    const unwanted = latest()?.links.lastIndexOf(0) ?? 0;
    expect(unwanted).toBeGreaterThan(0);
    service.handle({ t: 'leave', slot: unwanted });
    service.handle({ t: 'join', slot: unwanted, peer: 'peer-late' });
    clock.run(100);
    expect(latest()?.joins).toBe(42);
  });

  it('forgets positions that are no longer sent', () => {
    const { clock, service, latest } = start();
    service.handle({ t: 'join', slot: 0, peer: 'me' });
    service.handle({ t: 'join', slot: 1, peer: 'you' });
    service.handle({ t: 'positions', xy: Float32Array.from([1, 1, 2, 2]) });
    clock.run(1000);
    expect(latest()?.calls[1]).toBe(1);
    service.handle({ t: 'positions', xy: Float32Array.from([1, 1]) });
    clock.run(200);
    expect(latest()?.calls[1]).toBe(0);
  });

  it('lends timers, a bounded number of them, and not its own', () => {
    const { clock, service, posted } = start();
    const fired = () => posted.flatMap((m) => (m.t === 'fired' ? [m.id] : []));
    service.handle({ t: 'after', id: 7, delayMs: 500 });
    service.handle({ t: 'every', id: 8, periodMs: 400 });
    service.handle({ t: 'cancel', id: -1 });
    clock.run(1000);
    expect(fired()).toEqual([8, 7, 8]);
    service.handle({ t: 'cancel', id: 8 });
    for (let id = 0; id < 2000; id++) service.handle({ t: 'after', id: 10_000 + id, delayMs: 1000 });
    clock.run(2000);
    expect(fired().length).toBeLessThan(520);
    expect(ticksIn(posted)).toBeGreaterThan(20);
  });
});
