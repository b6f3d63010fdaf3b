/**
 * What really leaves a browser: remembers every RTCPeerConnection of a page and reads its statistics. Nothing of the
 * product is asked; packets are what counts.
 */
import type { Page } from '@playwright/test';

/** For `addInitScript`, before the app. */
export const installWires = (): void => {
  const Native = globalThis.RTCPeerConnection;
  if (typeof Native !== 'function') return;
  const all = new Set<RTCPeerConnection>();
  Reflect.set(globalThis, 'patioWires', all);
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      all.add(this);
    }
  };
};

export type Sent = { readonly audio: number; readonly video: number };

/** Media packets sent so far, over all connections of the page. */
export const packetsSent = (page: Page): Promise<Sent> =>
  page.evaluate(async () => {
    const all = Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>;
    const sent = { audio: 0, video: 0 };
    for (const connection of all) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'outbound-rtp') continue;
        if (report.kind === 'audio') sent.audio += report.packetsSent;
        else sent.video += report.packetsSent;
      }
    }
    return sent;
  });

/** Connections that are up; a pair has exactly one. */
export const connectionsOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const all = Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>;
    return [...all].filter(({ connectionState }) => connectionState === 'connected').length;
  });
