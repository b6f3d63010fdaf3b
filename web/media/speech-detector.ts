/**
 * Is this the sound of somebody speaking? Loudness against a noise floor that is learnt by minimum statistics: speech
 * has gaps between syllables, fans have none, so the quietest moment of the last seconds is the room. Hysteresis keeps
 * the ring from flickering. Pure; used for the own microphone and for peers.
 */
export type SpeechState = {
  readonly speaking: boolean;
  /** Linear RMS, 0–1. */
  readonly floor: number;
  readonly blockMin: number;
  readonly blockStartMs: number;
  readonly lastLoudMs: number;
  /** Since when it has been loud without a break; null while quiet. */
  readonly loudSinceMs: number | null;
};

const BLOCK_MS = 1500;
/** −54 dBFS: a silent room after noise suppression lies well below. */
const FIRST_FLOOR = 0.002;
const MIN_THRESHOLD = 0.008;
const ABOVE_FLOOR = 2.5;
const STAY_FACTOR = 0.6;
const ATTACK_MS = 60;
const RELEASE_MS = 500;

export const silentSpeech = (nowMs: number): SpeechState => ({
  speaking: false,
  floor: FIRST_FLOOR,
  blockMin: Number.POSITIVE_INFINITY,
  blockStartMs: nowMs,
  lastLoudMs: Number.NEGATIVE_INFINITY,
  loudSinceMs: null,
});

/** @param rms linear, 0–1; anything else counts as silence. */
export const hearSpeech = (state: SpeechState, rms: number, nowMs: number): SpeechState => {
  const sound = Number.isFinite(rms) && rms > 0 ? Math.min(rms, 1) : 0;
  const blockOver = nowMs - state.blockStartMs >= BLOCK_MS;
  const floor = blockOver ? Math.min(state.blockMin, 1) : Math.min(state.floor, sound);
  const blockMin = blockOver ? sound : Math.min(state.blockMin, sound);
  const startAbove = Math.max(MIN_THRESHOLD, floor * ABOVE_FLOOR);
  const loud = sound >= (state.speaking ? startAbove * STAY_FACTOR : startAbove);
  const lastLoudMs = loud ? nowMs : state.lastLoudMs;
  const loudSinceMs = loud ? (state.loudSinceMs ?? nowMs) : null;
  const speaking = state.speaking ? nowMs - lastLoudMs < RELEASE_MS : loudSinceMs !== null && nowMs - loudSinceMs >= ATTACK_MS;
  return { speaking, floor, blockMin, blockStartMs: blockOver ? nowMs : state.blockStartMs, lastLoudMs, loudSinceMs };
};

const QUIET_DB = -60;
const FULL_DB = -12;
const FALL_PER_SECOND = 2.5;

/**
 * A meter that looks like hearing: decibels from −60 to −12 spread over 0–1, rising at once and falling smoothly.
 * @param previous the meter's last value, 0–1.
 */
export const meterLevel = (previous: number, rms: number, elapsedMs: number): number => {
  const db = rms > 0 ? 20 * Math.log10(rms) : QUIET_DB;
  const now = Math.min(1, Math.max(0, (db - QUIET_DB) / (FULL_DB - QUIET_DB)));
  return Math.max(now, previous - (FALL_PER_SECOND * elapsedMs) / 1000, 0);
};

export const rmsOf = (samples: Float32Array): number => {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
};
