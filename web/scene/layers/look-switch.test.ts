import type { Container, Renderer } from 'pixi.js';
import { describe, expect, it, vi } from 'vitest';
import { createLookSwitch } from './look-switch.ts';
import { createLook } from './look.ts';

const createPart = () => {
  const part = {
    complete: false,
    setLook: vi.fn<() => void>(),
    isComplete: () => part.complete,
    commit: vi.fn<() => void>(),
  };
  return part;
};
const setUp = () => {
  const [ground, light] = [createPart(), createPart()];
  const onShown = vi.fn<() => void>();
  const looks = createLookSwitch({
    renderer: {} as Renderer,
    pictured: {} as Container,
    cover: {} as Container,
    layers: [ground],
    light,
    beforePicture: () => undefined,
    onShown,
  });
  looks.set(createLook('day', 1, 1), true);
  onShown.mockClear();
  return { looks, ground, light, onShown };
};

describe('a change of palette', () => {
  it('is shown at once when all of it has been painted, the light too, and not before', () => {
    const { looks, ground, light, onShown } = setUp();
    looks.set(createLook('dark', 1, 1), true);
    ground.complete = true;
    expect(looks.settle()).toBe(false);
    expect(onShown).not.toHaveBeenCalled();
    expect(ground.commit).not.toHaveBeenCalled();
    light.complete = true;
    expect(looks.settle()).toBe(true);
    for (const part of [ground, light]) expect(part.commit).toHaveBeenCalledOnce();
    expect(onShown).toHaveBeenCalledOnce();
    expect(looks.settle()).toBe(false);
  });
  it('that is taken back before that changes nothing', () => {
    const { looks, ground, light, onShown } = setUp();
    looks.set(createLook('dark', 1, 1), true);
    looks.set(createLook('day', 1, 1), true);
    for (const part of [ground, light]) part.complete = true;
    expect(looks.settle()).toBe(false);
    expect(light.commit).not.toHaveBeenCalled();
    expect(onShown).toHaveBeenCalledOnce();
  });
});
