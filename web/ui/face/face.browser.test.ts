import { afterEach, describe, expect, it, vi } from 'vitest';
import { Status } from '../../../domain/presence/avatar.ts';
import { PRESET_LOOKS } from '../../../domain/presence/looks.ts';
import '../../theme/tokens.css';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { PatioAvatar } from './avatar.ts';
import { PatioFace } from './face.ts';
import { createPictures } from './pictures.ts';
import { PatioPortrait } from './portrait.ts';

const look = PRESET_LOOKS[0]!;
afterEach(() => document.body.replaceChildren());

const add = async <T extends PatioFace | PatioAvatar | PatioPortrait>(element: T): Promise<T> => {
  document.body.append(element);
  await element.updateComplete;
  return element;
};
const canvasOf = (element: Element): HTMLCanvasElement => element.shadowRoot!.querySelector('canvas')!;
const painted = (canvas: HTMLCanvasElement): boolean => {
  if (canvas.width === 0 || canvas.height === 0) return false;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, i) => i % 4 === 3 && value > 0);
};

describe('patio-face', () => {
  it('paints itself as large as it is, in device pixels', async () => {
    const face = new PatioFace();
    face.look = look;
    face.size = 40;
    await add(face);
    await vi.waitFor(() => expect(painted(canvasOf(face))).toBe(true));
    expect(face.clientWidth).toBe(40);
    expect(canvasOf(face).width).toBe(Math.round(40 * devicePixelRatio));
    face.size = 64;
    await vi.waitFor(() => expect(canvasOf(face).width).toBe(Math.round(64 * devicePixelRatio)));
  });

  it('follows the size that a style sheet gives', async () => {
    const face = new PatioFace();
    face.look = look;
    face.style.inlineSize = '24px';
    face.style.blockSize = '24px';
    await add(face);
    await vi.waitFor(() => expect(canvasOf(face).width).toBe(Math.round(24 * devicePixelRatio)));
  });

  it('shows another look when it changes', async () => {
    const face = new PatioFace();
    face.look = look;
    await add(face);
    await vi.waitFor(() => expect(painted(canvasOf(face))).toBe(true));
    const before = canvasOf(face).toDataURL();
    face.look = { ...look, hair: (look.hair + 1) % 8 };
    await face.updateComplete;
    expect(canvasOf(face).toDataURL()).not.toBe(before);
  });

  it.each(Object.values(Status))('shows the status as a shape: %s', async (status) => {
    const face = new PatioFace();
    face.look = look;
    face.status = status;
    await add(face);
    expect(face.shadowRoot?.querySelector(`[part=status].${status} svg`)).not.toBeNull();
  });

  it('has four different shapes', async () => {
    const shapes = new Set<string>();
    for (const status of Object.values(Status)) {
      const face = new PatioFace();
      face.status = status;
      await add(face);
      shapes.add(face.shadowRoot!.querySelector('[part=status] svg')!.innerHTML.replaceAll(/<!--.*?-->/g, ''));
    }
    expect(shapes.size).toBe(4);
  });
});

describe('pictures', () => {
  it('are painted once per look and size, and forgotten when there are too many', () => {
    const pictures = createPictures(100 * 100 * 2);
    const size = { widthPx: 100, heightPx: 100 };
    const first = pictures.of({ kind: 'face', look }, size);
    expect(pictures.of({ kind: 'face', look: { ...look } }, size)).toBe(first);
    pictures.of({ kind: 'face', look: { ...look, hair: 1 } }, size);
    pictures.of({ kind: 'face', look: { ...look, hair: 2 } }, size);
    expect(pictures.of({ kind: 'face', look }, size)).not.toBe(first);
  });
});

describe('patio-avatar', () => {
  it('plays a clip only while it has one and motion is allowed', async () => {
    const avatar = new PatioAvatar();
    avatar.look = look;
    avatar.clip = 'walk';
    await add(avatar);
    await vi.waitFor(() => expect(painted(canvasOf(avatar))).toBe(true));
    const first = canvasOf(avatar).toDataURL();
    await vi.waitFor(() => expect(canvasOf(avatar).toDataURL()).not.toBe(first));

    const calm = new PatioAvatar();
    calm.style.setProperty('--motion', '0');
    calm.look = look;
    calm.clip = 'walk';
    await add(calm);
    await vi.waitFor(() => expect(painted(canvasOf(calm))).toBe(true));
    const before = canvasOf(calm).toDataURL();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(canvasOf(calm).toDataURL()).toBe(before);
  });

  it('turns', async () => {
    const avatar = new PatioAvatar();
    avatar.look = look;
    await add(avatar);
    await vi.waitFor(() => expect(painted(canvasOf(avatar))).toBe(true));
    const before = canvasOf(avatar).toDataURL();
    avatar.facing = 6;
    await avatar.updateComplete;
    expect(canvasOf(avatar).toDataURL()).not.toBe(before);
  });
});

describe('patio-portrait', () => {
  it('fills its container', async () => {
    const box = document.createElement('div');
    box.style.cssText = 'inline-size: 320px; block-size: 200px';
    const portrait = new PatioPortrait();
    portrait.look = look;
    box.append(portrait);
    document.body.append(box);
    await vi.waitFor(() => expect(painted(canvasOf(portrait))).toBe(true));
    expect([portrait.clientWidth, portrait.clientHeight]).toEqual([320, 200]);
  });
});

describe('accessibility', () => {
  it.each([PatioFace, PatioAvatar, PatioPortrait])('is decorative without a label, an image with one', async (make) => {
    const element = new make();
    element.look = look;
    await add(element);
    expect(canvasOf(element).getAttribute('aria-hidden')).toBe('true');
    element.label = 'Ana';
    await element.updateComplete;
    expect(canvasOf(element).getAttribute('role')).toBe('img');
    expect(canvasOf(element).getAttribute('aria-label')).toBe('Ana');
    expect(canvasOf(element).getAttribute('aria-hidden')).toBe('false');
    expect(await axeFindingsInBoth(element)).toEqual([]);
  });
});
