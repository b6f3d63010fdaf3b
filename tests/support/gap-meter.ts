/**
 * How long a listener hears nothing: what comes out of the page's media elements, as loudness in bins of 5 ms. For a
 * speaker who never pauses (`tone.ts`), so that every silence is a gap. The page needs `bypassCSP`: the meter brings code
 * along, which Patio's own pages forbid. `installEars` has to run before the app.
 */
import type { Page } from '@playwright/test';

export const BIN_MS = 5;

const WORKLET = `
class Meter extends AudioWorkletProcessor {
  bins = []; sum = 0; count = 0;
  process([[channel]]) {
    // nothing connected yet is silence, too
    for (let i = 0; i < 128; i++) { const v = channel ? channel[i] : 0; this.sum += v * v; }
    this.count += 128;
    if (this.count >= sampleRate * ${BIN_MS / 1000}) {
      this.bins.push(Math.sqrt(this.sum / this.count));
      this.sum = 0; this.count = 0;
      if (this.bins.length === 40) { this.port.postMessage(this.bins); this.bins = []; }
    }
    return true;
  }
}
registerProcessor('patio-gap-meter', Meter);`;

type Meter = { bins: number[]; stop: () => void };

/** From now on. Elements that begin to play later are heard, too. */
export const startGapMeter = (page: Page): Promise<void> =>
  page.evaluate(async (code) => {
    const ears = Reflect.get(globalThis, 'patioEars') as { elements: Set<HTMLMediaElement> };
    // 128 frames are 1/375 s: two of them make a bin of 5.33 ms, which is called 5
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    const node = new AudioWorkletNode(context, 'patio-gap-meter', { numberOfOutputs: 1 });
    // without a way to the loudspeaker it may not be run
    node.connect(context.destination);
    // tapped from the first look on, heard or not: a tap of its own gives nothing for a while when it is new
    const taps = new Map<MediaStreamTrack, GainNode>();
    const look = (): void => {
      for (const element of ears.elements) {
        const stream = element.srcObject;
        if (!(stream instanceof MediaStream)) continue;
        const loudness = element.muted || element.paused ? 0 : element.volume;
        for (const track of stream.getAudioTracks()) {
          let tap = taps.get(track);
          if (tap === undefined) {
            tap = new GainNode(context, { gain: loudness });
            taps.set(track, tap);
            context
              .createMediaStreamSource(new MediaStream([track]))
              .connect(tap)
              .connect(node);
          }
          tap.gain.value = loudness;
        }
      }
    };
    look();
    const timer = setInterval(look, 5);
    const meter: Meter = {
      bins: [],
      stop: () => {
        clearInterval(timer);
        void context.close();
      },
    };
    node.port.addEventListener('message', ({ data }: MessageEvent<number[]>) => meter.bins.push(...data));
    node.port.start();
    Reflect.set(globalThis, 'patioGapMeter', meter);
  }, WORKLET);

/** Ends the measuring. @returns loudness (RMS) by bin */
export const readGapMeter = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => {
    const meter = Reflect.get(globalThis, 'patioGapMeter') as Meter;
    meter.stop();
    return meter.bins;
  });

/** The tone swings down to a tenth of its height; a twentieth of what is usual is silence. */
const SILENT_SHARE = 0.05;

/** The longest silence. Infinite if nothing was ever heard; what came before the first sound does not count. */
export const longestGapMs = (bins: readonly number[]): number => {
  const heard = bins.slice(bins.findIndex((loudness) => loudness > 0.001));
  const usual = heard.toSorted((a, b) => a - b)[Math.floor(heard.length / 2)] ?? 0;
  if (usual <= 0.001) return Infinity;
  let longest = 0;
  let now = 0;
  for (const loudness of heard) {
    now = loudness < usual * SILENT_SHARE ? now + BIN_MS : 0;
    longest = Math.max(longest, now);
  }
  return longest;
};
