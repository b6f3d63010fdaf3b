/**
 * The speaker test: two soft notes, made on the spot. They leave through an `<audio>` element because that is the one
 * way to a chosen speaker that every browser with a choice of speakers has.
 */
import type { MediaClock } from './clock.ts';
import type { SoundContext } from './sound-context.ts';

const NOTES = [
  { hz: 659.25, atS: 0 },
  { hz: 987.77, atS: 0.16 },
] as const;
const NOTE_S = 0.7;
const PEAK = 0.22;
const TOTAL_MS = 1000;

const strike = (context: AudioContext, output: AudioNode, hz: number, startS: number): void => {
  const tone = new OscillatorNode(context, { type: 'sine', frequency: hz });
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain.setValueAtTime(0, startS);
  envelope.gain.linearRampToValueAtTime(PEAK, startS + 0.015);
  envelope.gain.exponentialRampToValueAtTime(0.0005, startS + NOTE_S);
  tone.connect(envelope).connect(output);
  tone.start(startS);
  tone.stop(startS + NOTE_S);
};

/** @returns when the chime has ended; at once where there is no Web Audio. Never rejects. */
export const playChime = async (
  clock: MediaClock,
  sound: SoundContext,
  createAudio: () => HTMLAudioElement,
  sink: string,
): Promise<void> => {
  const hold = sound.hold('to-hear');
  if (hold === null) return;
  const element = createAudio();
  const way = hold.context.createMediaStreamDestination();
  try {
    await sound.resume();
    element.srcObject = way.stream;
    if (sink !== '' && typeof element.setSinkId === 'function') await element.setSinkId(sink).catch(() => undefined);
    await element.play();
    for (const { hz, atS } of NOTES) strike(hold.context, way, hz, hold.context.currentTime + 0.03 + atS);
    await new Promise<void>((done) => clock.after(TOTAL_MS, done));
  } catch {
    // Not allowed to play yet: the person sees the same request to click as for voices.
  } finally {
    element.pause();
    element.srcObject = null;
    hold.release();
  }
};
