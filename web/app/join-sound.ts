/**
 * A soft note when somebody comes in, if the person wants it. Synthesised; silent for those who were there before, in the
 * lobby, and in "do not disturb".
 */
import { effect } from '@preact/signals-core';
import type { PeerId } from '../../domain/ids.ts';
import type { WritableAppState } from '../state/app-state.ts';

/** Whoever is seen within this time after entering was here already. */
const SETTLING_MS = 4000;
const NOTES_HZ = [587.33, 880] as const;
const NOTE_S = 0.16;
/** About −30 dB: noticed, not startling. */
const LOUDNESS = 0.03;

const play = (): void => {
  const context = new AudioContext();
  NOTES_HZ.forEach((frequency, index) => {
    const at = context.currentTime + index * NOTE_S * 0.6;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(1e-4, at + NOTE_S);
    const note = new OscillatorNode(context, { frequency });
    note.connect(gain).connect(context.destination);
    note.start(at);
    note.stop(at + NOTE_S);
    if (index === NOTES_HZ.length - 1) note.addEventListener('ended', () => void context.close());
  });
};

/** @returns the way to stop */
export const playOnArrival = (state: WritableAppState, sound: () => void = play): (() => void) => {
  let known = new Set<PeerId>();
  let insideSinceMs: number | null = null;
  return effect(() => {
    const people = state.people.value;
    const isInside = state.route.value.screen === 'world';
    if (!isInside) insideSinceMs = null;
    else insideSinceMs ??= performance.now();
    const arrived = people.some((person) => !known.has(person.peerId));
    known = new Set(people.map((person) => person.peerId));
    const isSettled = insideSinceMs !== null && performance.now() - insideSinceMs > SETTLING_MS;
    if (arrived && isSettled && state.settings.peek().joinSound && state.self.peek().status !== 'dnd') sound();
  });
};
