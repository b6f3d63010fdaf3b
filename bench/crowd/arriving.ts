/** What arrives at a page by way of a LiveKit server, counted in packets: nothing of the product is asked. */
import type { Page } from 'playwright-core';
import type { RunningLivekit } from '../../tests/support/livekit-server.ts';

/** Inbound streams over connections to the server in which packets arrive. */
export const receivingFrom = (page: Page, { ports }: RunningLivekit): Promise<number> =>
  page.evaluate(
    async (serverPorts) => {
      const all = Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>;
      const packets = async (): Promise<Map<string, number>> => {
        const found = new Map<string, number>();
        for (const [index, connection] of [...all].entries()) {
          if (connection.connectionState === 'closed') continue;
          const entries = [...(await connection.getStats()).values()] as Record<string, unknown>[];
          if (!entries.some((entry) => entry['type'] === 'remote-candidate' && serverPorts.includes(Number(entry['port'])))) continue;
          for (const entry of entries)
            if (entry['type'] === 'inbound-rtp') found.set(`${index}/${String(entry['ssrc'])}`, Number(entry['packetsReceived']));
        }
        return found;
      };
      const before = await packets();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return [...(await packets())].filter(([id, count]) => count > (before.get(id) ?? 0)).length;
    },
    [ports.udp, ports.tcp],
  );
