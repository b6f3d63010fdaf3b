/**
 * What each page does on its way to the server, and when: what it asks its relay, its socket to the SFU, and the
 * connection itself. Nothing of the product is asked. Times are Unix ms; the pages share this machine's clock.
 */
import type { Page } from '@playwright/test';

export type Step = { readonly atMs: number; readonly what: string };

/** For `addInitScript`, before the app. */
export const installSteps = (): void => {
  const steps: { atMs: number; what: string }[] = [];
  Reflect.set(globalThis, 'patioSteps', steps);
  const note = (what: string): void => void steps.push({ atMs: Date.now(), what });
  const decoder = new TextDecoder();
  const NativeSocket = globalThis.WebSocket;
  globalThis.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      const isSfu = new URL(String(url)).pathname.startsWith('/rtc');
      if (!isSfu) return;
      note('sfu socket');
      this.addEventListener('open', () => note('sfu socket open'));
      this.addEventListener('message', () => note('sfu answers'), { once: true });
      this.addEventListener('close', () => note('sfu socket closed'));
    }
    override send(data: string | Blob | BufferSource): void {
      const op = data instanceof Uint8Array ? /"op":"(open|token|take)"/.exec(decoder.decode(data))?.[1] : undefined;
      if (op !== undefined) note(`asks ${op}`);
      super.send(data);
    }
  };
  const NativeConnection = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      // only those of the SFU wait for a transform
      if (configuration === undefined || !Reflect.get(configuration, 'encodedInsertableStreams')) return;
      note('sfu connection made');
      this.addEventListener('signalingstatechange', () => note(`sfu ${this.signalingState}`));
      this.addEventListener('iceconnectionstatechange', () => note(`sfu ice ${this.iceConnectionState}`));
      this.addEventListener('connectionstatechange', () => note(`sfu ${this.connectionState}`));
    }
  };
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries()) {
      if (!name.includes('livekit')) continue;
      steps.push({ atMs: Math.round(performance.timeOrigin + startTime), what: 'driver asked for' });
      steps.push({ atMs: Math.round(performance.timeOrigin + startTime + duration), what: 'driver here' });
    }
  }).observe({ type: 'resource', buffered: true });
};

export const stepsOf = async (page: Page): Promise<readonly Step[]> =>
  (await page.evaluate(() => Reflect.get(globalThis, 'patioSteps') as Step[])).toSorted((a, b) => a.atMs - b.atMs);

/** The last time that somebody, as the steward, asked the relay to open an epoch. */
export const decidedAt = (all: readonly (readonly Step[])[]): number =>
  Math.max(...all.flatMap((steps) => steps.filter(({ what }) => what === 'asks open').map(({ atMs }) => atMs)));
