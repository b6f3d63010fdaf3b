/**
 * What lies on the floor under one person: contact shadow, own ring, ring of a voice, mark of being pointed at. Textures
 * are shared and painted once; a voice only changes sizes and opacities.
 */
import { Container } from 'pixi.js';
import type { AvatarStudio } from './avatar-studio.ts';
import { ownRingMark, shadowMark, targetRingMark, voiceGlowMark, voiceRingMark } from './marks/floor-marks.ts';
import { createMarkSprite } from './marks/mark-store.ts';

export type GroundState = {
  readonly speaking: boolean;
  readonly isSelf: boolean;
  readonly highlighted: boolean;
  readonly seated: boolean;
  readonly reducedMotion: boolean;
};

export type GroundView = {
  readonly container: Container;
  /** @returns true while something changes by itself */
  readonly show: (state: GroundState, nowMs: number) => boolean;
  readonly close: () => void;
};

const BREATH_MS = 1600;
const FADE_MS = 180;

export const createGroundView = (studio: AvatarStudio): GroundView => {
  const container = new Container();
  const shadow = createMarkSprite(studio.floor);
  const own = createMarkSprite(studio.floor);
  const glow = createMarkSprite(studio.floor);
  const ring = createMarkSprite(studio.floor);
  const wave = createMarkSprite(studio.floor);
  const target = createMarkSprite(studio.floor);
  const marks = [shadow, own, glow, ring, wave, target];
  container.addChild(...marks.map(({ sprite }) => sprite));
  let voice = 0;
  let lastMs = Number.NaN;

  return {
    container,
    show: (state, nowMs) => {
      const colours = studio.colours();
      const scheme = studio.scheme();
      const key = (name: string): string => `${name} ${scheme} ${colours.accent}`;
      const elapsed = Number.isNaN(lastMs) ? 0 : nowMs - lastMs;
      lastMs = nowMs;
      shadow.show(key('shadow'), () => shadowMark(scheme));
      // A sitter's feet are under the seat, which has a shadow of its own.
      shadow.sprite.alpha = state.seated ? 0.4 : 1;
      own.show(state.isSelf ? key('own') : null, () => ownRingMark(colours));
      own.sprite.alpha = 0.55;
      target.show(state.highlighted ? key('target') : null, () => targetRingMark(colours));

      // A voice fades in and out; while it sounds, a second ring leaves the first and thins out.
      const goal = state.speaking ? 1 : 0;
      const step = state.reducedMotion ? 1 : elapsed / FADE_MS;
      voice = goal > voice ? Math.min(goal, voice + step) : Math.max(goal, voice - step);
      const heard = voice > 0 || state.speaking;
      glow.show(heard ? key('glow') : null, voiceGlowMark);
      ring.show(heard ? key('ring') : null, () => voiceRingMark(colours));
      wave.show(heard ? key('ring') : null, () => voiceRingMark(colours));
      if (!heard) return false;
      const breath = state.reducedMotion ? 0.35 : (nowMs % BREATH_MS) / BREATH_MS;
      const swell = state.reducedMotion ? 0 : Math.sin(breath * 2 * Math.PI) * 0.04;
      glow.sprite.alpha = voice * (0.85 + swell * 3);
      ring.sprite.alpha = voice;
      ring.sprite.scale.set(1 + swell);
      wave.sprite.alpha = voice * 0.6 * (1 - breath);
      wave.sprite.scale.set(1 + breath * 0.62);
      return !state.reducedMotion || voice !== goal;
    },
    close: () => {
      for (const mark of marks) mark.close();
      container.destroy({ children: true });
    },
  };
};
