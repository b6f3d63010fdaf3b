import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Motion } from '../../../domain/presence/avatar.ts';
import { PRESET_LOOKS } from '../../../domain/presence/looks.ts';
import type { ScenePerson } from '../scene.ts';
import { studioFor } from './avatar-studio.ts';
import type { AvatarPlacement, AvatarView } from './avatar-view.ts';
import { createStage, somebody, type Stage, standing } from './testing/stage.ts';

const look = PRESET_LOOKS[0]!;
let stage: Stage;
let nowMs = 0;

const open = async (change: { reducedMotion?: boolean } = {}): Promise<void> => {
  stage = await createStage({ width: 320, height: 240, zoom: 1, scheme: 'light', ...change });
};
beforeEach(() => {
  nowMs = 10_000;
});
afterEach(() => stage.close());

/** Updates every 16 ms for a while. @returns whether the last update asked for more */
const pass = (view: AvatarView, person: ScenePerson, pose: AvatarPlacement, ms: number): boolean => {
  let lively = true;
  for (const end = nowMs + ms; nowMs < end; nowMs += 16) lively = view.update(person, pose, nowMs, 1);
  return lively;
};
const here = standing(4, 4);

describe('a person in the scene', () => {
  it('appears, settles where they stand, and then asks for no more frames', async () => {
    await open();
    const view = stage.add();
    expect(view.update(somebody(look), here, nowMs, 1)).toBe(true);
    expect(view.body.alpha).toBe(0);
    expect(view.body.y).toBeLessThan(128);
    pass(view, somebody(look), here, 2000);
    expect(view.body.alpha).toBe(1);
    expect([view.body.x, view.body.y]).toEqual([0, 128]);
    // A blink may be on; soon after it nothing moves.
    await vi.waitFor(() => expect(pass(view, somebody(look), here, 16)).toBe(false));
  });

  it('shares painted strips with somebody who looks alike', async () => {
    await open();
    const [one, other] = [stage.add(), stage.add()];
    const { stats } = studioFor(stage.context).sprites();
    pass(one, somebody(look, { id: 'a' }), here, 1000);
    const before = stats().strips;
    pass(other, somebody({ ...look }, { id: 'b' }), here, 1000);
    expect(stats().strips).toBe(before);
    pass(other, somebody({ ...look, topColour: (look.topColour + 1) % 10 }, { id: 'b' }), here, 1000);
    expect(stats().strips).toBe(before + 1);
  });

  it('shows another frame as it walks', async () => {
    await open();
    const view = stage.add();
    const textures = new Set<unknown>();
    for (let i = 0; i < 120; i++) {
      view.update(somebody(look), standing(4 + i * 0.04, 4, { motion: Motion.Walking, facing: 1 }), (nowMs += 16), 1);
      if (i > 60) textures.add((view.body.children[0] as unknown as { texture: unknown }).texture);
    }
    expect(textures.size).toBe(6);
  });

  it('has legs of its own only while sitting', async () => {
    await open();
    const view = stage.add();
    pass(view, somebody(look), here, 500);
    expect(view.legs.children[0]?.visible).toBe(false);
    pass(view, somebody(look), standing(4, 4, { motion: Motion.Sitting, seatHeight: 16, facing: 1 }), 500);
    expect(view.legs.children[0]?.visible).toBe(true);
    expect(view.body.children[0]?.y).toBeCloseTo(11.4 - 16);
    pass(view, somebody(look), here, 500);
    expect(view.legs.children[0]?.visible).toBe(false);
  });

  it('keeps asking for frames while it speaks, and not when motion is reduced', async () => {
    await open();
    const speaking = somebody(look, { speaking: true });
    expect(pass(stage.add(), speaking, here, 3000)).toBe(true);
    stage.close();
    await open({ reducedMotion: true });
    expect(pass(stage.add(), speaking, here, 3000)).toBe(false);
  });

  it('lets a reaction rise and go within 1.6 s', async () => {
    await open();
    const view = stage.add();
    pass(view, somebody(look), here, 1000);
    const before = view.overlay.children.length;
    view.react('heart', nowMs);
    pass(view, somebody(look), here, 600);
    const emote = view.overlay.children.at(-1);
    const { y } = emote!;
    expect(emote?.alpha).toBe(1);
    pass(view, somebody(look), here, 400);
    expect(emote?.y).toBeLessThan(y);
    pass(view, somebody(look), here, 700);
    expect(view.overlay.children.length).toBe(before);
  });

  it('keeps a bubble for six seconds', async () => {
    await open();
    const view = stage.add();
    const shown = (): number => view.overlay.children.filter(({ visible }) => visible).length;
    pass(view, somebody(look), here, 1000);
    const quiet = shown();
    view.say('Good morning', nowMs);
    pass(view, somebody(look), here, 5500);
    expect(shown()).toBe(quiet + 1);
    pass(view, somebody(look), here, 1000);
    expect(shown()).toBe(quiet);
  });

  it('undoes the zoom for names and keeps its pill below the feet', async () => {
    await open();
    const view = stage.add();
    view.update(somebody(look), here, nowMs, 2);
    expect(view.overlay.scale.x).toBe(0.5);
    const [pill] = view.overlay.children;
    expect(pill?.y).toBeGreaterThan(0);
  });

  it('moves names that would lie on each other apart, and leaves one’s own alone', async () => {
    await open();
    const [own, other] = [stage.add(), stage.add()];
    const y = (view: AvatarView): number => view.overlay.y + (view.overlay.children[0]?.y ?? 0);
    for (let i = 0; i < 60; i++) {
      pass(own, somebody(look, { id: 'self', isSelf: true }), here, 16);
      pass(other, somebody(look, { id: 'b', name: 'Kofi' }), standing(4.1, 4.1), 16);
    }
    expect(own.overlay.children[0]?.y).toBe(8);
    expect(Math.abs(y(own) - y(other))).toBeGreaterThanOrEqual(20);
    expect(other.update(somebody(look, { id: 'b', name: 'Kofi' }), standing(6, 2), (nowMs += 16), 1)).toBe(true);
    for (let i = 0; i < 60; i++) {
      pass(own, somebody(look, { id: 'self', isSelf: true }), here, 16);
      pass(other, somebody(look, { id: 'b', name: 'Kofi' }), standing(6, 2), 16);
    }
    expect(other.overlay.children[0]?.y).toBe(8);
  });

  it('joins two who talk in one pool of light, and none alone', async () => {
    await open();
    const [one, other] = [stage.add(), stage.add()];
    const pools = (): number => [one, other].filter(({ ground }) => ground.children.some(({ children }) => children.length > 0)).length;
    const talking = somebody(look, { talking: true });
    pass(one, talking, here, 500);
    expect(pools()).toBe(0);
    pass(other, talking, standing(5, 4), 32);
    pass(one, talking, here, 32);
    expect(pools()).toBe(1);
    other.close(nowMs);
    pass(one, talking, here, 32);
    expect(pools()).toBe(0);
  });

  it('fades before it is gone, frees itself, and says so once', async () => {
    await open();
    const view = stage.add();
    pass(view, somebody(look), here, 1000);
    const done = vi.fn<() => void>();
    view.close(performance.now(), done);
    view.close(performance.now(), done);
    expect(view.body.alpha).toBe(1);
    const seen: number[] = [];
    while (!done.mock.calls.length) {
      await new Promise(requestAnimationFrame);
      if (!view.body.destroyed) seen.push(view.body.alpha);
    }
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
    expect(view.body.destroyed).toBe(true);
    expect(view.update(somebody(look), here, nowMs + 999, 1)).toBe(false);
  });

  it('goes on in another scheme without a gap', async () => {
    await open();
    const view = stage.add();
    pass(view, somebody(look), here, 1000);
    view.setContext({ ...stage.context, scheme: 'dark', highContrast: true });
    view.update(somebody(look), here, (nowMs += 16), 1);
    expect(view.body.children[0]?.visible).toBe(true);
    stage.render();
    pass(view, somebody(look), here, 1000);
    stage.render();
  });
});
