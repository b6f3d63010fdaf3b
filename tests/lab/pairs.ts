/** On which paths a page is connected: the selected candidate pair of each connection, as the browser tells it. */
import type { Page } from '@playwright/test';

export type PairEnd = {
  readonly type: string;
  /** How a TURN server is reached: udp, tcp or tls; null for what is no relay, or another's. */
  readonly relayProtocol: string | null;
};
export type SelectedPair = { readonly local: PairEnd; readonly remote: PairEnd };

/** On which path each connection of the page runs now. Those that are not up are left out. */
export const selectedPairs = (page: Page): Promise<readonly SelectedPair[]> =>
  page.evaluate(async () => {
    const all = Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>;
    const pairs: SelectedPair[] = [];
    for (const connection of all) {
      if (connection.connectionState !== 'connected') continue;
      const report = (await connection.getStats()) as unknown as ReadonlyMap<string, Record<string, string | undefined>>;
      const transport = [...report.values()].find(({ type }) => type === 'transport');
      const pair = report.get(transport?.['selectedCandidatePairId'] ?? '');
      const end = (id: string | undefined): PairEnd => {
        const candidate = report.get(id ?? '');
        return { type: candidate?.['candidateType'] ?? 'unknown', relayProtocol: candidate?.['relayProtocol'] ?? null };
      };
      if (pair !== undefined) pairs.push({ local: end(pair['localCandidateId']), remote: end(pair['remoteCandidateId']) });
    }
    return pairs;
  });

/** By either end: a symmetric router shows a relay at the far end only. */
export const isRelayed = ({ local, remote }: SelectedPair): boolean => local.type === 'relay' || remote.type === 'relay';
