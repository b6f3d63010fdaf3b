/**
 * From a peer's plan to what is put on its lines and how it is heard and seen. Pure. A plan comes from many places, so
 * numbers out of range are brought back into it here: nobody's ears are hurt by a NaN.
 */
import type { MediaWay, PeerMediaPlan } from './media.ts';

export type OwnTracks<Track = MediaStreamTrack> = {
  readonly audio: Track | null;
  readonly camera: Track | null;
  readonly screen: Track | null;
};
export const LINE_NAMES = ['audio', 'camera', 'screen'] as const;
export type LineName = (typeof LINE_NAMES)[number];

/** What goes on the lines: everything that is on while talking, else nothing at all. */
export const tracksFor = <Track>(plan: PeerMediaPlan | undefined, own: OwnTracks<Track>): OwnTracks<Track> =>
  plan?.talking === true ? own : { audio: null, camera: null, screen: null };

/** How long a sender waits for a newcomer's word before it uses the line after all. */
export const WORD_MS = 6000;

/** What I can send by SFU. */
export type SfuReach = { readonly prefer: MediaWay; readonly isReachable: boolean };

/**
 * Does a kind go on the line with this peer? While the room is on the SFU a newcomer gets nothing by mesh until it asks;
 * without a connection to the SFU there is only the mesh, whatever is asked. Whoever gets it by mesh goes on getting it
 * until they ask for something else: they may have met a moment before the room moved.
 * @param asked null: not yet. @param ageMs since the link stands. @param isOnLine it goes there now.
 */
export const goesByMesh = (asked: MediaWay | null, sfu: SfuReach | null, ageMs: number, isOnLine: boolean): boolean => {
  if (sfu === null || !sfu.isReachable || asked === 'mesh') return true;
  return asked === null && (sfu.prefer === 'mesh' || ageMs >= WORD_MS || isOnLine);
};

/**
 * silent: nothing is played · plain: an `<audio>` element at `loudness` 0–1, which the browser's echo canceller hears ·
 * graph: through Web Audio, `loudness` 0–2, placed in space with headphones.
 */
export type Hearing =
  | { readonly route: 'silent' }
  | { readonly route: 'plain'; readonly loudness: number }
  | { readonly route: 'graph'; readonly loudness: number; readonly position: SoundPosition | null };

/** Metres do not matter, direction does: x right, y up, z towards the listener's back. */
export type SoundPosition = { readonly x: number; readonly y: number; readonly z: number };

export const MAX_VOLUME = 2;

const within = (value: number, max: number): number => (Number.isFinite(value) ? Math.min(max, Math.max(0, value)) : 0);
const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

/**
 * Up on the screen is ahead. Within one tile the direction fades to straight ahead, so that somebody who stands beside
 * you does not jump from ear to ear with each half step.
 */
export const soundPosition = (dx: number, dy: number): SoundPosition => {
  const x = finite(dx);
  const z = finite(dy);
  const nearness = Math.max(0, 1 - Math.hypot(x, z));
  return { x, y: 0, z: z - nearness };
};

/**
 * @param headphones space is wanted, and there is no echo to fear.
 * @param fixedVolume this browser ignores `element.volume` (iOS), so loudness needs Web Audio there.
 */
export const hearingOf = (plan: PeerMediaPlan | undefined, headphones: boolean, fixedVolume: boolean): Hearing => {
  if (plan === undefined || !plan.talking || plan.muted) return { route: 'silent' };
  const volume = within(plan.volume, MAX_VOLUME);
  const loudness = within(plan.gain, 1) * volume;
  if (headphones) return { route: 'graph', loudness, position: soundPosition(plan.dx, plan.dy) };
  if (volume > 1 || fixedVolume) return { route: 'graph', loudness, position: null };
  return { route: 'plain', loudness };
};

export const picturesOf = (plan: PeerMediaPlan | undefined): { readonly camera: boolean; readonly screen: boolean } => ({
  camera: plan?.talking === true && plan.sends.cam,
  screen: plan?.talking === true && plan.sends.screen,
});
