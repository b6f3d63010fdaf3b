/** Offers and answers as strings with all candidates inside: `mesh.ts` carries them from one browser to the other. */
import type { AudioCount } from '../mesh-pages.ts';

export const gathered = async (connection: RTCPeerConnection): Promise<string> => {
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((next) => connection.addEventListener('icegatheringstatechange', next, { once: true }));
  }
  return connection.localDescription?.sdp ?? '';
};

/** The three lines of a link, as `transports` has them. */
export const LINES = ['audio', 'video', 'video'] as const;

export type Entry = { readonly type: string; readonly kind?: string } & Readonly<Record<string, unknown>>;
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Sound that came in over this connection, since it began. */
export const audioIn = (report: RTCStatsReport): AudioCount => {
  const count = { lost: 0, received: 0, concealed: 0, samples: 0 };
  for (const entry of report.values() as Iterable<Entry>) {
    if (entry.type !== 'inbound-rtp' || entry.kind !== 'audio') continue;
    count.lost += number(entry['packetsLost']);
    count.received += number(entry['packetsReceived']);
    // silence that nobody had to invent is no loss
    count.concealed += number(entry['concealedSamples']) - number(entry['silentConcealedSamples']);
    count.samples += number(entry['totalSamplesReceived']);
  }
  return count;
};
