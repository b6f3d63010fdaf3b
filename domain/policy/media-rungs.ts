/**
 * The sizes in which pictures and voices are sent, from best to least, and which of them fits how many people and how large
 * a picture on the other side. Constants, so that a sender can tell by identity that nothing changed.
 */
export type VideoLimit = { readonly kind: 'video'; readonly maxHeight: number; readonly maxKbps: number; readonly maxFps: number };
export type AudioLimit = { readonly kind: 'audio'; readonly maxKbps: number };

const video = (maxHeight: number, maxKbps: number, maxFps: number): VideoLimit => ({ kind: 'video', maxHeight, maxKbps, maxFps });
const audio = (maxKbps: number): AudioLimit => ({ kind: 'audio', maxKbps });

export const CAMERA_RUNGS = [video(720, 1200, 30), video(360, 500, 20), video(180, 150, 15), video(120, 60, 8)] as const;
/** Text has to stay legible: fewer frames before fewer pixels. */
export const SCREEN_RUNGS = [video(1440, 2500, 15), video(1080, 1200, 10), video(1080, 600, 5), video(720, 300, 3)] as const;
/** The last two only when an uplink carries nothing else. */
export const AUDIO_RUNGS = [audio(48), audio(40), audio(32), audio(24), audio(16)] as const;

export type PictureKind = 'camera' | 'screen';
const FEW = 2;
const SOME = 5;
/** A shared screen that is shown smaller than this is a thumbnail that nobody reads. */
const THUMBNAIL_HEIGHT = 400;

/** In a mesh every receiver costs an encoder and its own upload: the more people, the smaller the picture. */
export const rungForPeople = (people: number): number => (people <= FEW ? 0 : people <= SOME ? 1 : 2);

/** @param height in device pixels; null is not known and may be large */
export const rungForHeight = (kind: PictureKind, height: number | null): number => {
  if (height === null) return 0;
  if (kind === 'screen') return height > SCREEN_RUNGS[1].maxHeight ? 0 : height > THUMBNAIL_HEIGHT ? 1 : SCREEN_RUNGS.length - 1;
  const smallest = CAMERA_RUNGS.findLastIndex((rung) => rung.maxHeight >= height);
  return Math.max(0, smallest);
};

export const rungsOf = (kind: PictureKind): readonly VideoLimit[] => (kind === 'camera' ? CAMERA_RUNGS : SCREEN_RUNGS);
