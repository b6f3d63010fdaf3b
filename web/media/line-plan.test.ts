import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goesByMesh, hearingOf, picturesOf, soundPosition, tracksFor, WORD_MS } from './line-plan.ts';
import { talkingPlan } from './testing.ts';

const own = { audio: 'mic', camera: 'cam', screen: null };
const nothing = { audio: null, camera: null, screen: null };

describe('what goes on the lines', () => {
  it('is everything that is on while talking, and nothing otherwise', () => {
    expect(tracksFor(talkingPlan, own)).toEqual(own);
    expect(tracksFor({ ...talkingPlan, talking: false }, own)).toEqual(nothing);
    expect(tracksFor(undefined, own)).toEqual(nothing);
  });

  it('does not depend on whether I want to hear them', () => {
    expect(tracksFor({ ...talkingPlan, muted: true, volume: 0, gain: 0 }, own)).toEqual(own);
  });
});

describe('what goes by mesh', () => {
  const inSfu = { prefer: 'sfu', isReachable: true } as const;

  it('is everything where there is no SFU, and whatever a peer asks for', () => {
    for (const asked of [null, 'mesh', 'sfu'] as const) {
      expect(goesByMesh(asked, null, 0, false)).toBe(true);
      expect(goesByMesh(asked, { ...inSfu, isReachable: false }, 0, false)).toBe(true);
    }
    expect(goesByMesh('mesh', inSfu, 0, false)).toBe(true);
    expect(goesByMesh('sfu', inSfu, 60_000, false)).toBe(false);
    expect(goesByMesh('sfu', { ...inSfu, prefer: 'mesh' }, 60_000, false)).toBe(false);
  });

  it('is nothing for a newcomer in SFU mode, until it asks or has had its time', () => {
    expect(goesByMesh(null, inSfu, WORD_MS - 1, false)).toBe(false);
    expect(goesByMesh(null, inSfu, WORD_MS, false)).toBe(true);
    expect(goesByMesh(null, { ...inSfu, prefer: 'mesh' }, 0, false)).toBe(true);
  });

  it('goes on for who gets it already and has said nothing, however lately they met', () => {
    expect(goesByMesh(null, inSfu, 0, true)).toBe(true);
    expect(goesByMesh('sfu', inSfu, 0, true)).toBe(false);
  });
});

describe('how a peer is heard', () => {
  const hear = (change: Partial<typeof talkingPlan>, headphones = false, fixedVolume = false) =>
    hearingOf({ ...talkingPlan, ...change }, headphones, fixedVolume);

  it('not at all without a call, when muted, or when not in the plan', () => {
    expect(hearingOf(undefined, true, true)).toEqual({ route: 'silent' });
    expect(hear({ talking: false }, true)).toEqual({ route: 'silent' });
    expect(hear({ muted: true }, true)).toEqual({ route: 'silent' });
  });

  it('through a plain element unless it must be louder than that, or in space', () => {
    expect(hear({ gain: 0.5, volume: 0.5 })).toEqual({ route: 'plain', loudness: 0.25 });
    expect(hear({ gain: 0.25, volume: 1.5 })).toEqual({ route: 'graph', loudness: 0.375, position: null });
    expect(hear({ gain: 0.5, dx: 3, dy: -4 }, true)).toEqual({ route: 'graph', loudness: 0.5, position: { x: 3, y: 0, z: -4 } });
    expect(hear({ gain: 0.5 }, false, true)).toEqual({ route: 'graph', loudness: 0.5, position: null });
  });

  it('never louder than twice, never with a number that is none', () => {
    const anyNumber = fc.double();
    fc.assert(
      fc.property(anyNumber, anyNumber, anyNumber, anyNumber, fc.boolean(), (gain, volume, dx, dy, headphones) => {
        const heard = hear({ gain, volume, dx, dy }, headphones);
        if (heard.route === 'silent') return;
        expect(heard.loudness).toBeGreaterThanOrEqual(0);
        expect(heard.loudness).toBeLessThanOrEqual(heard.route === 'plain' ? 1 : 2);
        if (heard.route === 'graph' && heard.position) expect(Object.values(heard.position).every(Number.isFinite)).toBe(true);
      }),
    );
  });
});

describe('where a voice comes from', () => {
  it('is straight ahead from the same spot and true from a tile away', () => {
    expect(soundPosition(0, 0)).toEqual({ x: 0, y: 0, z: -1 });
    expect(soundPosition(2, 0)).toEqual({ x: 2, y: 0, z: 0 });
    expect(soundPosition(0, 1)).toEqual({ x: 0, y: 0, z: 1 });
  });

  it('moves no faster than the person does, but for the turn to the front', () => {
    const near = fc.double({ min: -2, max: 2, noNaN: true });
    const little = fc.double({ min: -0.01, max: 0.01, noNaN: true });
    fc.assert(
      fc.property(near, near, little, little, (x, y, mx, my) => {
        const [from, to] = [soundPosition(x, y), soundPosition(x + mx, y + my)];
        expect(Math.hypot(to.x - from.x, to.z - from.z)).toBeLessThanOrEqual(2 * Math.hypot(mx, my) + 1e-9);
      }),
    );
  });
});

it('shows a picture only of somebody who talks and says that they send it', () => {
  expect(picturesOf(talkingPlan)).toEqual({ camera: true, screen: true });
  expect(picturesOf({ ...talkingPlan, sends: { mic: true, cam: false, screen: true } })).toEqual({ camera: false, screen: true });
  expect(picturesOf({ ...talkingPlan, talking: false })).toEqual({ camera: false, screen: false });
  expect(picturesOf(undefined)).toEqual({ camera: false, screen: false });
});
