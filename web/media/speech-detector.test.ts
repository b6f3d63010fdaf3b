import { describe, expect, it } from 'vitest';
import { hearSpeech, meterLevel, rmsOf, silentSpeech, type SpeechState } from './speech-detector.ts';

const PERIOD_MS = 66;

/** Runs a loudness curve and returns the share of time that counted as speaking in its last second. */
const listen = (seconds: number, loudness: (tSeconds: number) => number): { readonly share: number; readonly last: SpeechState } => {
  let state = silentSpeech(0);
  let speaking = 0;
  let counted = 0;
  for (let nowMs = 0; nowMs < seconds * 1000; nowMs += PERIOD_MS) {
    state = hearSpeech(state, loudness(nowMs / 1000), nowMs);
    if (nowMs < (seconds - 1) * 1000) continue;
    counted += 1;
    speaking += state.speaking ? 1 : 0;
  }
  return { share: speaking / counted, last: state };
};

/** Syllables: four swells a second over a room. */
const syllables = (t: number, peak: number, room: number): number => Math.max(room, peak * Math.sin(Math.PI * 4 * t) ** 2);

describe('speaking', () => {
  it('is heard through its syllables, quiet or loud', () => {
    expect(listen(10, (t) => syllables(t, 0.1, 0.001)).share).toBe(1);
    expect(listen(10, (t) => syllables(t, 0.02, 0.001)).share).toBe(1);
  });

  it('is not silence, hiss, or a fan once it has been heard for a while', () => {
    expect(listen(5, () => 0).share).toBe(0);
    expect(listen(5, () => 0.004).share).toBe(0);
    expect(listen(6, () => 0.05).share).toBe(0);
  });

  it('is heard above that fan', () => {
    expect(listen(10, (t) => syllables(t, 0.3, 0.05)).share).toBeGreaterThan(0.9);
    expect(listen(10, (t) => syllables(t, 0.08, 0.05)).share).toBe(0);
  });

  it('is not a single click', () => {
    let state = silentSpeech(0);
    for (const [index, rms] of [0.001, 0.9, 0.001, 0.001].entries()) {
      state = hearSpeech(state, rms, index * PERIOD_MS);
      expect(state.speaking).toBe(false);
    }
  });

  it('ends half a second after the last sound, not at the first gap', () => {
    let state = silentSpeech(0);
    for (let nowMs = 0; nowMs <= 990; nowMs += PERIOD_MS) state = hearSpeech(state, 0.1, nowMs);
    expect(hearSpeech(state, 0.001, 990 + 400).speaking).toBe(true);
    expect(hearSpeech(state, 0.001, 990 + 500).speaking).toBe(false);
  });

  it('takes a number that is none for silence', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, -1]) expect(hearSpeech(silentSpeech(0), odd, 66).loudSinceMs).toBeNull();
  });
});

describe('the meter', () => {
  it('rises at once and falls smoothly, within 0 and 1', () => {
    expect(meterLevel(0, 1, 66)).toBe(1);
    expect(meterLevel(1, 0, 66)).toBeCloseTo(0.835);
    expect(meterLevel(0.1, 0, 660)).toBe(0);
    expect(meterLevel(0, 0.03, 66)).toBeGreaterThan(0.5);
  });

  it('reads the loudness of samples', () => {
    expect(rmsOf(new Float32Array([0.5, -0.5, 0.5, -0.5]))).toBeCloseTo(0.5);
    expect(rmsOf(new Float32Array())).toBe(0);
  });
});
