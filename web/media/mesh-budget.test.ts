import { describe, expect, it } from 'vitest';
import { peerId } from '../../domain/ids.ts';
import type { MediaReceiver } from '../../domain/policy/media-budget.ts';
import { createHandClock } from '../../transports/testing.ts';
import { createMeshBudget } from './mesh-budget.ts';
import type { SendLoad } from './media.ts';

const receivers = (count: number, cameraHeight: number | null = null): readonly MediaReceiver[] =>
  Array.from({ length: count }, (_, i) => ({ peer: `p${i}`, cameraHeight, screenHeight: null, distanceTiles: i }));
const camera = { camera: true, screen: false };
const calm: SendLoad = { cpuPercent: 20, encodeLimited: false, upLossPercent: 0, uplinkKbps: null };
const p0 = peerId('p0');

describe('the budget of a mesh', () => {
  it('gives less to each when there are more, and keeps the whole upload of twelve bearable', () => {
    const budget = createMeshBudget(createHandClock(), () => undefined);
    expect(budget.view.peek()).toBeNull();
    budget.decide(receivers(1), camera);
    expect(budget.limitsOf(p0)?.camera).toMatchObject({ maxHeight: 720 });
    budget.decide(receivers(11), camera);
    expect(budget.limitsOf(p0)?.camera).toMatchObject({ maxHeight: 180 });
    expect(budget.view.peek()).toMatchObject({ level: 'reduced', reason: 'people', people: 11 });
    expect(budget.view.peek()?.upKbps).toBeLessThan(3500);
    expect(budget.limitsOf(peerId('stranger'))).toBeUndefined();
  });

  it('sends no larger than it is shown, and the same object while nothing changes', () => {
    const budget = createMeshBudget(createHandClock(), () => undefined);
    budget.decide(receivers(1, 120), camera);
    const small = budget.limitsOf(p0)?.camera;
    expect(small).toMatchObject({ maxHeight: 120 });
    budget.decide(receivers(1, 120), camera);
    expect(budget.limitsOf(p0)?.camera).toBe(small);
  });

  it('lowers pictures under load, and says so', () => {
    const clock = createHandClock();
    let changes = 0;
    const budget = createMeshBudget(clock, () => (changes += 1));
    budget.decide(receivers(4), camera);
    budget.measure(calm);
    expect(changes).toBe(0);
    for (let i = 0; i < 30; i++) {
      clock.advance(2000);
      budget.measure({ ...calm, cpuPercent: 95 });
    }
    expect(changes).toBeGreaterThan(0);
    expect(budget.limitsOf(p0)?.camera).toBeNull();
    expect(budget.limitsOf(p0)?.audio.maxKbps).toBeGreaterThanOrEqual(32);
    // a busy machine is no reason to talk with fewer; sound that is lost is
    expect(budget.view.peek()).toMatchObject({ level: 'audio-only', reason: 'cpu', most: null });
    for (let i = 0; i < 3; i++) {
      clock.advance(2000);
      budget.measure({ ...calm, upLossPercent: 8 });
    }
    expect(budget.view.peek()).toMatchObject({ level: 'audio-only', reason: 'loss', most: 3 });
  });
});
