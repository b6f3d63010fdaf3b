/**
 * The figure of one person as two sprites, body and legs. Picks a painted frame and puts it in place: all that happens
 * in a frame of the scene. Who the person is and what they do is decided elsewhere (`clips.ts`, `avatar-sprite.ts`).
 */
import { Sprite } from 'pixi.js';
import type { AvatarLook } from '../../../domain/presence/avatar.ts';
import type { Facing } from '../../../domain/world/map.ts';
import type { Frame } from './clips.ts';
import { PAINTED_SEAT_HEIGHT } from './paint/figure.ts';
import { STANCES } from './paint/stance.ts';
import { ANCHOR, LEG_DROPS, scaleStep, type SpriteStore, type Strip, type StripClip } from './sprite-store.ts';

export type FigureState = {
  readonly look: AvatarLook;
  readonly facing: Facing;
  readonly frame: Frame;
  readonly seated: boolean;
  readonly seatHeight: number;
  /** Device pixels per pixel at zoom 1. */
  readonly scale: number;
  readonly reducedMotion: boolean;
};

export type FigureSprite = {
  readonly body: Sprite;
  readonly legs: Sprite;
  /** @returns true when every picture is the wanted one; false while stand-ins are shown. */
  readonly show: (store: SpriteStore, state: FigureState, nowMs: number) => boolean;
  readonly close: () => void;
};

type Held = { readonly store: SpriteStore; readonly strip: Strip };

const createPart = (): {
  readonly sprite: Sprite;
  readonly show: (store: SpriteStore, strip: Strip, index: number) => void;
  readonly clear: () => void;
} => {
  const sprite = new Sprite();
  sprite.anchor.set(ANCHOR.x, ANCHOR.y);
  sprite.visible = false;
  let held: Held | null = null;
  const clear = (): void => {
    sprite.visible = false;
    held?.store.release(held.strip);
    held = null;
  };
  return {
    sprite,
    clear,
    show: (store, strip, index) => {
      if (held?.strip !== strip) {
        store.hold(strip);
        held?.store.release(held.strip);
        held = { store, strip };
      }
      const texture = strip.frames[index % strip.frames.length];
      if (texture && sprite.texture !== texture) sprite.texture = texture;
      sprite.visible = true;
    },
  };
};

export const createFigureSprite = (): FigureSprite => {
  const body = createPart();
  const legs = createPart();

  const show = (part: typeof body, store: SpriteStore, state: FigureState, clip: StripClip, index: number, nowMs: number): boolean => {
    const found = store.find({ look: state.look, facing: state.facing, clip, scale: scaleStep(state.scale) }, nowMs);
    if (!found) return false;
    part.show(store, found.strip, index);
    return found.exact;
  };

  return {
    body: body.sprite,
    legs: legs.sprite,
    show: (store, state, nowMs) => {
      const { frame, seated, seatHeight } = state;
      let exact = show(body, store, state, frame.clip, frame.index, nowMs);
      const raise = seated ? PAINTED_SEAT_HEIGHT - seatHeight : 0;
      // Reduced motion: people move, but they do not bob.
      const steady = state.reducedMotion ? (STANCES[frame.clip][frame.index]?.rise ?? 0) : 0;
      body.sprite.y = raise + steady;
      if (seated) {
        // On a low seat the knees come up: the feet stay on the floor.
        exact = show(legs, store, state, 'legs', seatHeight < (LEG_DROPS[0] + LEG_DROPS[1]) / 2 ? 1 : 0, nowMs) && exact;
        legs.sprite.y = raise;
      } else if (legs.sprite.visible) legs.clear();
      return exact;
    },
    close: () => {
      body.clear();
      legs.clear();
      body.sprite.destroy();
      legs.sprite.destroy();
    },
  };
};
