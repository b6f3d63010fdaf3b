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

export type PacketsByWay = {
  readonly mesh: { readonly sent: number; readonly received: number };
  readonly server: { readonly sent: number; readonly received: number };
};

/**
 * Media packets so far, over all connections of the page that are alive, by who is at the other end: the SFU, known by
 * its ports, or a person.
 */
export const packetsByWay = (page: Page, serverPorts: readonly number[]): Promise<PacketsByWay> =>
  page.evaluate(
    async (ports) => {
      const all = Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>;
      const count = { mesh: { sent: 0, received: 0 }, server: { sent: 0, received: 0 } };
      for (const connection of all) {
        if (connection.connectionState === 'closed') continue;
        const entries = [...(await connection.getStats()).values()] as Record<string, unknown>[];
        const isServer = entries.some((entry) => entry['type'] === 'remote-candidate' && ports.includes(Number(entry['port'])));
        const way = isServer ? count.server : count.mesh;
        for (const entry of entries) {
          if (entry['type'] === 'outbound-rtp') way.sent += Number(entry['packetsSent'] ?? 0);
          if (entry['type'] === 'inbound-rtp') way.received += Number(entry['packetsReceived'] ?? 0);
        }
      }
      return count;
    },
    [...serverPorts],
  );
