/**
 * Which clip a person plays and which of its frames is on: a pure function of what they do, how far they have walked
 * and the time. Nothing here draws.
 *
 * Steps follow the distance walked, so feet do not slide at any speed. Breathing and blinking use frames that are drawn
 * anyway and ask for none: an idle scene stands still. What a person does with voice or hand asks for frames.
 */
import { Motion } from '../../../domain/presence/avatar.ts';
import type { ClipName } from './paint/stance.ts';

export type Activity = {
  readonly motion: Motion;
  readonly speaking: boolean;
  readonly handUp: boolean;
  readonly waving: boolean;
  readonly reducedMotion: boolean;
  /** Tiles walked since the view was made. */
  readonly walkedTiles: number;
  readonly nowMs: number;
  /** 0–1, different for each person: a crowd does not breathe in step. */
  readonly seed: number;
};
export type Frame = {
  readonly clip: ClipName;
  readonly index: number;
  /** The picture changes by itself soon: draw again. */
  readonly lively: boolean;
};

/** Tiles for one cycle of two steps. */
const WALK_CYCLE_TILES = 0.92;
const RUN_CYCLE_TILES = 1.7;
const BREATH_MS = 1700;
const BLINK_EVERY_MS = 4300;
const BLINK_MS = 140;
const TALK_FRAME_MS = 150;
/** Speech is uneven: open, wide, pause. Indices into the frames of a talking clip. */
const TALK_RHYTHM = [0, 1, 0, 2, 3, 0, 1, 2, 2, 0, 3, 1, 2, 0, 2, 2] as const;
const WAVE_FRAME_MS = 110;
const WAVE_RHYTHM = [0, 1, 2, 1] as const;

const cycle = (walkedTiles: number, cycleTiles: number): number => Math.floor((walkedTiles / cycleTiles) * 6) % 6;
const beat = <T>(rhythm: readonly T[], nowMs: number, frameMs: number, first: T): T =>
  rhythm[Math.floor(nowMs / frameMs) % rhythm.length] ?? first;

const breath = ({ nowMs, seed, reducedMotion }: Activity): { readonly index: number; readonly lively: boolean } => {
  if (reducedMotion) return { index: 0, lively: false };
  const own = nowMs + seed * 9000;
  // Eyes that have closed must open again, even where nothing else moves.
  if (own % (BLINK_EVERY_MS + seed * 1900) < BLINK_MS) return { index: 2, lively: true };
  return { index: Math.floor(own / BREATH_MS) % 2, lively: false };
};

export const frameOf = (activity: Activity): Frame => {
  const { motion, nowMs, seed, reducedMotion, walkedTiles } = activity;
  if (motion === Motion.Walking) return { clip: 'walk', index: cycle(walkedTiles, WALK_CYCLE_TILES), lively: false };
  if (motion === Motion.Running) return { clip: 'run', index: cycle(walkedTiles, RUN_CYCLE_TILES), lively: false };
  const sits = motion === Motion.Sitting;
  if (activity.waving) {
    const index = reducedMotion ? 1 : beat(WAVE_RHYTHM, nowMs, WAVE_FRAME_MS, 0);
    return { clip: sits ? 'sit-wave' : 'wave', index, lively: true };
  }
  if (activity.handUp) return { clip: sits ? 'sit-hand' : 'hand', ...breath(activity) };
  if (activity.speaking && !reducedMotion) {
    return { clip: sits ? 'sit-talk' : 'talk', index: beat(TALK_RHYTHM, nowMs + seed * 5000, TALK_FRAME_MS, 0), lively: true };
  }
  return { clip: sits ? 'sit' : 'idle', ...breath(activity) };
};
