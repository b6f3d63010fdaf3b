/**
 * How much of my pictures and voice each receiver gets, by how many receive it. In a mesh every receiver costs an
 * encoder and its own upload: 11 streams of 360p at 15 fps are a quarter of a core and 6–18 Mbit/s, so the more people,
 * the smaller the picture. Pure; applied by `line-sender.ts`.
 */
export type VideoBudget = { readonly kind: 'video'; readonly maxHeight: number; readonly maxKbps: number; readonly maxFps: number };
export type AudioBudget = { readonly kind: 'audio'; readonly maxKbps: number };
export type SendBudget = { readonly audio: AudioBudget; readonly camera: VideoBudget; readonly screen: VideoBudget };

const FEW = 2;
const SOME = 5;

/** @param receivers how many people get my media now; 0 counts as one. */
export const sendBudget = (receivers: number): SendBudget => {
  if (receivers <= FEW) {
    return {
      audio: { kind: 'audio', maxKbps: 48 },
      camera: { kind: 'video', maxHeight: 720, maxKbps: 1200, maxFps: 30 },
      screen: { kind: 'video', maxHeight: 1440, maxKbps: 2500, maxFps: 15 },
    };
  }
  if (receivers <= SOME) {
    return {
      audio: { kind: 'audio', maxKbps: 40 },
      camera: { kind: 'video', maxHeight: 360, maxKbps: 500, maxFps: 20 },
      screen: { kind: 'video', maxHeight: 1080, maxKbps: 1200, maxFps: 10 },
    };
  }
  return {
    audio: { kind: 'audio', maxKbps: 32 },
    camera: { kind: 'video', maxHeight: 180, maxKbps: 150, maxFps: 15 },
    // Text has to stay legible: fewer frames instead of fewer pixels.
    screen: { kind: 'video', maxHeight: 1080, maxKbps: 600, maxFps: 5 },
  };
};

/**
 * The encoder's scale for a source of this size.
 * @param sourceHeight pixels of the shorter side; unknown counts as already small enough.
 */
export const scaleDownBy = (sourceHeight: number | undefined, maxHeight: number): number =>
  sourceHeight === undefined || !Number.isFinite(sourceHeight) ? 1 : Math.max(1, sourceHeight / maxHeight);
