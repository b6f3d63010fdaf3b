/** On which paths a page is connected: the selected candidate pair of each connection, as the browser tells it. */
import { expect } from '@playwright/test';
import { PATIENCE_MS } from '../support/acts.ts';
import type { Person } from '../support/people.ts';

export type PairEnd = {
  readonly type: string;
  readonly address: string;
  readonly port: number;
  /** How a TURN server is reached: udp, tcp or tls; null for what is no relay, or another's. */
  readonly relayProtocol: string | null;
};
export type SelectedPair = { readonly local: PairEnd; readonly remote: PairEnd };

/** Connections that are not up are left out. */
export const selectedPairs = ({ page }: Person): Promise<readonly SelectedPair[]> =>
  page.evaluate(async () => {
    const all = Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>;
    const pairs: SelectedPair[] = [];
    for (const connection of all) {
      if (connection.connectionState !== 'connected') continue;
      const report = (await connection.getStats()) as unknown as ReadonlyMap<string, Readonly<Record<string, string>>>;
      const transport = [...report.values()].find(({ type }) => type === 'transport');
      const pair = report.get(transport?.['selectedCandidatePairId'] ?? '');
      const end = (id: string | undefined): PairEnd => {
        const candidate = report.get(id ?? '');
        return {
          type: candidate?.['candidateType'] ?? 'unknown',
          address: candidate?.['address'] ?? '',
          port: Number(candidate?.['port'] ?? 0),
          relayProtocol: candidate?.['relayProtocol'] ?? null,
        };
      };
      if (pair !== undefined) pairs.push({ local: end(pair['localCandidateId']), remote: end(pair['remoteCandidateId']) });
    }
    return pairs;
  });

export type Path = (pair: SelectedPair) => boolean;

/** By either end: a symmetric router shows a relay at the far end only. */
export const isRelayed: Path = ({ local, remote }) => local.type === 'relay' || remote.type === 'relay';

const MAPPED = ['srflx', 'prflx'];
/** From router to router. */
export const isDirect: Path = ({ local, remote }) => MAPPED.includes(local.type) && MAPPED.includes(remote.type);

type Protocol = 'udp' | 'tcp' | 'tls';
/** Through my own relay, which I reach so. */
export const isRelayedByMine =
  (protocol: Protocol): Path =>
  ({ local }) =>
    local.type === 'relay' && local.relayProtocol === protocol;
/** Through a relay of either of us; if it is mine, I reach it so. */
export const isRelayedBy =
  (protocol: Protocol): Path =>
  (pair) =>
    isRelayed(pair) && (pair.local.type !== 'relay' || isRelayedByMine(protocol)(pair));

/** One connection for each path, in any order. A pair may change its path in the first moments, so it is waited for. */
export const expectPaths = (person: Person, ...paths: readonly Path[]): Promise<void> =>
  expect
    .poll(
      async () => {
        const left = [...(await selectedPairs(person))];
        for (const path of paths) {
          const at = left.findIndex(path);
          if (at < 0) return [`no such path among ${JSON.stringify(left)}`];
          left.splice(at, 1);
        }
        return left;
      },
      { timeout: PATIENCE_MS, message: `the paths of ${person.name}` },
    )
    .toEqual([]);

/** ICE may go on weighing alike paths for a moment after both ends are connected. */
const SETTLED_MS = 3_000;

/** The paths of a person, once they have stayed the same for a while. */
export const settledPairs = async (person: Person): Promise<readonly SelectedPair[]> => {
  let last = '';
  let sinceMs = 0;
  await expect
    .poll(
      async () => {
        const now = JSON.stringify(await selectedPairs(person));
        if (now !== last) [last, sinceMs] = [now, performance.now()];
        return performance.now() - sinceMs;
      },
      { timeout: PATIENCE_MS, message: `${person.name}'s paths stay the same for a while` },
    )
    .toBeGreaterThan(SETTLED_MS);
  return JSON.parse(last) as readonly SelectedPair[];
};

/** Between which addresses: whether a mapped address was learnt from a server or from the other end is not part of it. */
export const wayOf = ({ local, remote }: SelectedPair): string => `${local.address}:${local.port} – ${remote.address}:${remote.port}`;
