/**
 * From WebRTC's reports to counts that only grow. A report forgets a track that went away; what it had counted stays
 * counted here. Pure but for its own memory.
 */
import type { PathSample } from './silence-watch.ts';
import type { SfuStats } from './sfu-driver.ts';

type Report = { readonly id: string; readonly type: string; readonly [field: string]: unknown };

const count = (report: Report, field: string): number => {
  const value = report[field];
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
};

const text = (report: Report | undefined, field: string): string => {
  const value = report?.[field];
  return typeof value === 'string' ? value : '';
};

/** One for each transport. An older Firefox has no transport statistics, and marks the pair itself. */
const chosenPairs = (reports: readonly Report[], byId: ReadonlyMap<string, Report>): readonly Report[] => {
  const named = reports.filter(({ type }) => type === 'transport').map((transport) => byId.get(text(transport, 'selectedCandidatePairId')));
  const chosen = named.filter((pair) => pair !== undefined);
  if (chosen.length > 0) return chosen;
  const pairs = reports.filter(({ type }) => type === 'candidate-pair');
  const pair =
    pairs.find(({ selected }) => selected === true) ?? pairs.find((one) => one['nominated'] === true && one['state'] === 'succeeded');
  return pair === undefined ? [] : [pair];
};

const rttOf = (pair: Report, reports: readonly Report[]): number | null => {
  const rtt = pair['currentRoundTripTime'] ?? reports.find(({ type }) => type === 'remote-inbound-rtp')?.['roundTripTime'];
  return typeof rtt === 'number' ? rtt * 1000 : null;
};

const worst = (values: readonly (number | null)[]): number | null =>
  values.reduce((most, value) => (value === null || (most !== null && most > value) ? most : value), null);

export type StatsTally = {
  /** @param scope which connection was looked at: two may use the same ids. */
  readonly add: (scope: string, reports: readonly Report[]) => void;
  readonly stats: () => SfuStats;
  /** Null as long as nothing is known of a path: then nothing can be said of its silence. */
  readonly path: () => Omit<PathSample, 'atMs' | 'isSending'> | null;
};

export const createStatsTally = (): StatsTally => {
  const last = new Map<string, number>();
  const total = { upLost: 0, upSent: 0, downLost: 0, downReceived: 0, bytesUp: 0, bytesDown: 0, requests: 0, responses: 0 };
  const paths = new Map<string, { readonly rttMs: number | null; readonly relayed: boolean }>();

  /** A browser that does not count a path's bytes has nothing to say about its silence. */
  let isCounted = false;

  const grow = (name: keyof typeof total, key: string, report: Report, field: string): void => {
    const value = count(report, field);
    // A lost packet that comes late is not lost any more: the count falls, and what is lost later fills that up first.
    const highest = last.get(key) ?? 0;
    total[name] += Math.max(0, value - highest);
    last.set(key, Math.max(highest, value));
  };

  return {
    add: (scope, reports) => {
      const byId = new Map(reports.map((report) => [report.id, report]));
      const take = (name: keyof typeof total, report: Report, field: string): void =>
        grow(name, `${scope} ${report.id} ${field}`, report, field);
      for (const pair of chosenPairs(reports, byId)) {
        isCounted ||= typeof pair['bytesReceived'] === 'number';
        take('bytesUp', pair, 'bytesSent');
        take('bytesDown', pair, 'bytesReceived');
        take('requests', pair, 'requestsSent');
        take('responses', pair, 'responsesReceived');
        const ends = [text(pair, 'localCandidateId'), text(pair, 'remoteCandidateId')].map((id) => text(byId.get(id), 'candidateType'));
        paths.set(scope, {
          rttMs: rttOf(pair, reports) ?? paths.get(scope)?.rttMs ?? null,
          relayed: ends.includes('relay'),
        });
      }
      for (const report of reports) {
        if (report['kind'] !== 'audio') continue;
        if (report.type === 'outbound-rtp') take('upSent', report, 'packetsSent');
        if (report.type === 'remote-inbound-rtp') take('upLost', report, 'packetsLost');
        if (report.type === 'inbound-rtp') {
          take('downReceived', report, 'packetsReceived');
          take('downLost', report, 'packetsLost');
        }
      }
    },
    stats: () => ({
      audioUp: { lost: Math.min(total.upLost, total.upSent), expected: total.upSent },
      audioDown: { lost: total.downLost, expected: total.downReceived + total.downLost },
      bytesUp: total.bytesUp,
      bytesDown: total.bytesDown,
      rttMs: worst([...paths.values()].map(({ rttMs }) => rttMs)),
      relayed: paths.size === 0 ? null : [...paths.values()].some(({ relayed }) => relayed),
    }),
    path: () => (isCounted ? { bytesReceived: total.bytesDown, requestsSent: total.requests, responsesReceived: total.responses } : null),
  };
};
