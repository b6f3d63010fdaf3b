/**
 * What makes a page cheap enough for thirteen of them on one machine: a tone instead of a microphone and its processing, and
 * a curtain, behind which nothing is laid out or painted. The app behind it is the whole app.
 */
import type { Page } from '@playwright/test';

/** For `addInitScript`: a microphone that hums, its loudness swinging four times a second. */
export const speakWithTone = (hz: number): void => {
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  let context: AudioContext | null = null;
  devices.getUserMedia = async (constraints) => {
    if (constraints?.audio === undefined || constraints.audio === false) return open(constraints);
    context ??= new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    const loudness = new GainNode(context, { gain: 0.22 });
    const swing = new OscillatorNode(context, { frequency: 4 });
    swing.connect(new GainNode(context, { gain: 0.18 })).connect(loudness.gain);
    const tone = new OscillatorNode(context, { frequency: hz });
    const out = context.createMediaStreamDestination();
    tone.connect(loudness).connect(out);
    swing.start();
    tone.start();
    return out.stream;
  };
};

/** For `addInitScript`; needs `bypassCSP`. */
export const installCurtain = (): void => {
  addEventListener('DOMContentLoaded', () => {
    const style = document.createElement('style');
    style.textContent = 'html[data-curtain] body { display: none !important; }';
    document.head.append(style);
  });
};

export const drawCurtain = (page: Page, isDrawn: boolean): Promise<void> =>
  page.evaluate((drawn) => {
    document.documentElement.toggleAttribute('data-curtain', drawn);
  }, isDrawn);

/** Does something that needs to be seen. */
export const inTheOpen = async <T>(
  { page, guest }: { readonly page: Page; readonly guest: { readonly part: string } },
  act: () => Promise<T>,
): Promise<T> => {
  if (guest.part === 'meter') return act();
  await drawCurtain(page, false);
  try {
    return await act();
  } finally {
    if (!page.isClosed()) await drawCurtain(page, true).catch(() => undefined);
  }
};
