/**
 * How loud somebody is at a distance, and from which side. Full up to arm's length, then a smooth fall to nothing where the
 * call ends; inside a closed room and on a stage everyone is understood. Rooms decide what is heard at all: see `zones.ts`.
 */
import { Hearing, RELEASE_TILES, WHISPER_RELEASE_TILES } from '../world/zones.ts';

export const FULL_TILES = 1.5;
/** Farthest corner of a closed room. */
const ROOM_FLOOR = 0.7;
const ROOM_FALL_TILES = 8;

/**
 * Smoothstep from 1 to 0. At 3.5 of 1.5–5 tiles it gives 0.39 (−8 dB), about what distance does to a voice (1.5 / 3.5 = −7 dB),
 * but unlike 1 / distance it reaches zero, with no step at either end.
 */
export const fall = (distanceTiles: number, fullTiles: number, silentTiles: number): number => {
  const part = Math.min(1, Math.max(0, (silentTiles - distanceTiles) / (silentTiles - fullTiles)));
  return part * part * (3 - 2 * part);
};

/**
 * @param speakerSpotlit the one who is heard stands in the stage's spotlight; the audience is heard by distance only
 * @param releaseTiles where a call in the open ends, and its sound with it
 */
export const gainAt = (hearing: Hearing, distanceTiles: number, speakerSpotlit: boolean, releaseTiles: number = RELEASE_TILES): number => {
  if (!(distanceTiles >= 0)) return 0;
  if (hearing === Hearing.Apart) return 0;
  if (hearing === Hearing.Room) return ROOM_FLOOR + (1 - ROOM_FLOOR) * fall(distanceTiles, FULL_TILES, ROOM_FALL_TILES);
  if (hearing === Hearing.Whisper) return fall(distanceTiles, WHISPER_RELEASE_TILES / 2, WHISPER_RELEASE_TILES);
  if (hearing === Hearing.Stage && speakerSpotlit) return 1;
  return fall(distanceTiles, Math.min(FULL_TILES, releaseTiles / 2), releaseTiles);
};

/** −1 left to 1 right as the viewer sees it; somebody close is nearly in the middle. dx, dy on the floor in tiles. */
export const panOf = (dx: number, dy: number): number => {
  const right = dx - dy;
  return Number.isFinite(right) ? right / (Math.abs(right) + 3) : 0;
};
