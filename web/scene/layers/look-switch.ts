/**
 * Changes the look of the whole world: painted in secret first, then shown at once under a picture of the old one that
 * fades. A change of scale alone needs no secrecy: the same things grow sharper one by one.
 */
import { RenderTexture, Sprite, type Container, type Renderer } from 'pixi.js';
import type { Look } from './look.ts';

const FADE_MS = 420;

type Held = {
  readonly isComplete: () => boolean;
  readonly commit: () => void;
};
type Switchable = Held & { readonly setLook: (look: Look, hold: boolean) => void };

export type LookSwitchOptions = {
  readonly renderer: Renderer;
  /** What is pictured while it fades, and where the picture is put (above it). */
  readonly pictured: Container;
  readonly cover: Container;
  readonly layers: readonly Switchable[];
  /** Painted by others, and shown with the layers. */
  readonly light: Held;
  readonly beforePicture: () => void;
  /** The new look is shown from now on: people follow. */
  readonly onShown: (look: Look) => void;
};

export type LookSwitch = {
  readonly set: (look: Look, reducedMotion: boolean) => void;
  /** Call when paintings were finished. @returns true when the look has just changed. */
  readonly settle: () => boolean;
  /** @returns true while the old picture fades. */
  readonly advance: (dtMs: number) => boolean;
  readonly close: () => void;
};

export const createLookSwitch = (options: LookSwitchOptions): LookSwitch => {
  const { renderer, pictured, cover, layers, light, beforePicture, onShown } = options;
  let shown: Look | null = null;
  let waiting: { readonly look: Look; readonly reducedMotion: boolean } | null = null;
  let fading: { readonly sprite: Sprite; readonly texture: RenderTexture } | null = null;

  const endFade = (): void => {
    fading?.sprite.destroy();
    fading?.texture.destroy(true);
    fading = null;
  };
  const takePicture = (): void => {
    endFade();
    const { width, height } = renderer.screen;
    const texture = RenderTexture.create({ width, height, resolution: renderer.resolution });
    beforePicture();
    renderer.render({ container: pictured, target: texture, clear: true });
    const sprite = new Sprite(texture);
    cover.addChild(sprite);
    fading = { sprite, texture };
  };

  return {
    set: (look, reducedMotion) => {
      const hold = shown !== null && look.palette !== shown.palette;
      for (const layer of layers) layer.setLook(look, hold);
      waiting = hold ? { look, reducedMotion } : null;
      if (hold) return;
      shown = look;
      onShown(look);
    },
    settle: () => {
      const held = [...layers, light];
      if (waiting === null || !held.every((layer) => layer.isComplete())) return false;
      const { look, reducedMotion } = waiting;
      waiting = null;
      if (!reducedMotion) takePicture();
      for (const layer of held) layer.commit();
      shown = look;
      onShown(look);
      return true;
    },
    advance: (dtMs) => {
      if (fading === null) return false;
      fading.sprite.alpha -= dtMs / FADE_MS;
      if (fading.sprite.alpha > 0) return true;
      endFade();
      return true;
    },
    close: endFade,
  };
};
