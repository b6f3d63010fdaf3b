/**
 * How long a listener hears nothing of each of several people who speak at once: the loudness of every speaker's own tone
 * in what comes out of the page's media elements, every 5 ms. The window is 10 ms, in which all multiples of 100 Hz cancel
 * each other out exactly, so tones have to be such. `installEars` has to run before the app; the page needs `bypassCSP`,
 * because the meter brings code along.
 */
import type { Page } from '@playwright/test';

export const HOP_MS = 5;
/** Multiples of 100 Hz far from each other, none a multiple of another. */
export const METER_TONES_HZ = [500, 1100, 1900, 3100] as const;

/** What runs in the page's audio thread; it names its class `patio-tone-meter`. */
export const WORKLET = `
const RATE = 48000, HOP = 240, ROUND = 480;
const COS = Float64Array.from({ length: ROUND }, (_, i) => Math.cos((2 * Math.PI * i) / ROUND));
const SIN = Float64Array.from({ length: ROUND }, (_, i) => Math.sin((2 * Math.PI * i) / ROUND));
class Meter extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    this.steps = processorOptions.tones.map((hz) => hz / 100);
    this.now = this.steps.map(() => [0, 0]);
    this.before = this.steps.map(() => [0, 0]);
    this.at = 0; this.count = 0; this.rows = [];
  }
  process([[channel]]) {
    for (let i = 0; i < 128; i++) {
      const v = channel ? channel[i] : 0;
      for (let t = 0; t < this.steps.length; t++) {
        const angle = (this.at * this.steps[t]) % ROUND;
        this.now[t][0] += v * COS[angle];
        this.now[t][1] += v * SIN[angle];
      }
      this.at = (this.at + 1) % ROUND;
      if (++this.count === HOP) this.hop();
    }
    return true;
  }
  hop() {
    this.rows.push(this.now.map(([re, im], t) => Math.hypot(re + this.before[t][0], im + this.before[t][1]) * (2 / ROUND)));
    this.before = this.now;
    this.now = this.steps.map(() => [0, 0]);
    this.count = 0;
    if (this.rows.length === 40) { this.port.postMessage(this.rows); this.rows = []; }
  }
}
registerProcessor('patio-tone-meter', Meter);`;

type Meter = { readonly rows: (readonly number[])[] };

/** From now on, until the page ends. Elements that begin to play later are heard, too. */
export const startToneMeter = (page: Page, tonesHz: readonly number[]): Promise<void> =>
  page.evaluate(
    async ({ code, tones }) => {
      const ears = Reflect.get(globalThis, 'patioEars') as { elements: Set<HTMLMediaElement> };
      const context = new AudioContext({ sampleRate: 48_000 });
      await context.resume();
      await context.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
      const node = new AudioWorkletNode(context, 'patio-tone-meter', { processorOptions: { tones } });
      // without a way to the loudspeaker it may not be run
      node.connect(context.destination);
      // tapped from the first look on, heard or not: a tap of its own gives nothing for a while when it is new
      const taps = new Map<MediaStreamTrack, GainNode>();
      setInterval(() => {
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
            if (tap.gain.value !== loudness) tap.gain.value = loudness;
          }
        }
      }, 5);
      const meter: Meter = { rows: [] };
      node.port.addEventListener('message', ({ data }: MessageEvent<number[][]>) => meter.rows.push(...data));
      node.port.start();
      Reflect.set(globalThis, 'patioToneMeter', meter);
    },
    { code: WORKLET, tones: [...tonesHz] },
  );

/** Where the meter is now, for `readToneMeter`. */
export const markToneMeter = (page: Page): Promise<number> =>
  page.evaluate(() => (Reflect.get(globalThis, 'patioToneMeter') as Meter).rows.length);

/** Loudness by tone, in the order of the tones, every 5 ms. @param from negative: so many before the end */
export const readToneMeter = async (page: Page, from = 0, to = Infinity): Promise<readonly (readonly number[])[]> => {
  const rows = await page.evaluate(
    ({ a, b }) =>
      (Reflect.get(globalThis, 'patioToneMeter') as Meter).rows.slice(a, b).map((row) => row.map((v) => Math.round(v * 1e5) / 1e5)),
    { a: from, b: to === Infinity ? undefined : to },
  );
  return (rows[0] ?? []).map((_, tone) => rows.map((row) => row[tone] ?? 0));
};

/** Quieter than this nobody is. */
const FLOOR = 0.002;
/** The tone swings down to a tenth of its height; a twentieth of what is usual is silence. */
const SILENT_SHARE = 0.05;

/** How loud somebody is who is heard; 0 if nobody is. */
export const usualLoudness = (levels: readonly number[]): number => {
  const heard = levels.filter((level) => level > FLOOR).toSorted((a, b) => a - b);
  return heard[Math.floor(heard.length / 2)] ?? 0;
};

export type Silence = { readonly ms: number; readonly atMs: number };

/** Every silence. One of less than the window of 10 ms does not show. @param usual of the same speaker */
export const silences = (levels: readonly number[], usual: number): readonly Silence[] => {
  const found: Silence[] = [];
  let run = 0;
  const end = (at: number): void => {
    if (run > 0) found.push({ ms: (run + 1) * HOP_MS, atMs: (at - run - 1) * HOP_MS });
    run = 0;
  };
  for (const [i, level] of levels.entries()) {
    if (usual === 0 || level < usual * SILENT_SHARE) run += 1;
    else end(i);
  }
  end(levels.length);
  return found;
};

export const longestSilence = (levels: readonly number[], usual: number): Silence =>
  silences(levels, usual).reduce((longest, one) => (one.ms > longest.ms ? one : longest), { ms: 0, atMs: 0 });
