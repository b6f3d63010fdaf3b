/**
 * What a person really hears: taps every playing media element of a page and measures the tones in it, weighted by the
 * element's own volume. Nothing of the product is asked; it is the sound that counts.
 *
 * `installEars` runs in the page before the app and only remembers media elements; `hear` measures.
 */
import { expect, type Page } from '@playwright/test';
import type { Person } from './people.ts';

type Ears = { elements: Set<HTMLMediaElement>; contexts: Set<AudioContext> };

/** For `page.addInitScript`: remembers every element that is ever told to play. */
export const installEars = (): void => {
  const ears: Ears = { elements: new Set(), contexts: new Set() };
  Reflect.set(globalThis, 'patioEars', ears);
  const prototype = HTMLMediaElement.prototype;
  const play: (this: HTMLMediaElement) => Promise<void> = Reflect.get(prototype, 'play');
  prototype.play = function patched(this: HTMLMediaElement): Promise<void> {
    ears.elements.add(this);
    return play.call(this);
  };
};

/**
 * The loudness of each tone over `windowMs`: peak FFT magnitude in the tone's bin, in dB over the bins around it, and −∞
 * when nothing plays. A tone counts as heard above ~15 dB.
 */
export const hear = (page: Page, tonesHz: readonly number[], windowMs = 1500): Promise<readonly number[]> =>
  page.evaluate(
    async ({ tones, ms }) => {
      const ears = Reflect.get(globalThis, 'patioEars') as { elements: Set<HTMLMediaElement> };
      const context = new AudioContext();
      await context.resume();
      const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
      for (const element of ears.elements) {
        const stream = element.srcObject;
        if (
          !(stream instanceof MediaStream) ||
          stream.getAudioTracks().length === 0 ||
          element.muted ||
          element.paused ||
          element.volume === 0
        )
          continue;
        const gain = new GainNode(context, { gain: element.volume });
        context.createMediaStreamSource(stream).connect(gain).connect(analyser);
      }
      const bins = new Float32Array(analyser.frequencyBinCount);
      const best = tones.map(() => -Infinity);
      const end = performance.now() + ms;
      while (performance.now() < end) {
        await new Promise((done) => setTimeout(done, 50));
        analyser.getFloatFrequencyData(bins);
        tones.forEach((tone, index) => {
          const bin = Math.round((tone / context.sampleRate) * analyser.fftSize);
          const peak = Math.max(...bins.slice(bin - 2, bin + 3));
          const around = [...bins.slice(bin - 40, bin - 8), ...bins.slice(bin + 9, bin + 41)]
            .filter((v) => Number.isFinite(v))
            .toSorted((a, b) => a - b);
          const floor = Math.max(around[Math.floor(around.length / 2)] ?? -120, -110);
          // quieter than −85 dB is nothing that a person hears
          if (peak > -85) best[index] = Math.max(best[index]!, peak - floor);
        });
      }
      await context.close();
      return best;
    },
    { tones: [...tonesHz], ms: windowMs },
  );

export const HEARD_DB = 15;
const LOUDNESS_TIMEOUT_MS = 45_000;

/** Somebody who speaks with a tone. */
export type Speaker = Person & { readonly toneHz: number };

const loudness = async (listener: Person, { toneHz }: Speaker): Promise<number> => (await hear(listener.page, [toneHz]))[0] ?? -Infinity;

export const expectToHear = (listener: Person, speaker: Speaker): Promise<void> =>
  expect
    .poll(() => loudness(listener, speaker), { timeout: LOUDNESS_TIMEOUT_MS, message: `${listener.name} hears ${speaker.name}` })
    .toBeGreaterThan(HEARD_DB);

/** Silent soon, and still silent a moment later. */
export const expectNotToHear = async (listener: Person, speaker: Speaker): Promise<void> => {
  const message = `${listener.name} does not hear ${speaker.name}`;
  await expect.poll(() => loudness(listener, speaker), { timeout: LOUDNESS_TIMEOUT_MS, message }).toBeLessThan(HEARD_DB);
  expect(await loudness(listener, speaker), `${message}, a moment later`).toBeLessThan(HEARD_DB);
};

const bothWays = async (check: (listener: Speaker, speaker: Speaker) => Promise<void>, a: Speaker, b: Speaker): Promise<void> => {
  await check(a, b);
  await check(b, a);
};
export const expectToHearEachOther = (a: Speaker, b: Speaker): Promise<void> => bothWays(expectToHear, a, b);
export const expectToHearNothingOfEachOther = (a: Speaker, b: Speaker): Promise<void> => bothWays(expectNotToHear, a, b);
