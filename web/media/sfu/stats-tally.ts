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

const worst = (values: readonly (number | null)[]): number | null =>
  values.reduce((most, value) => (value === null || (most !== null && most > value) ? most : value), null);

export type StatsTally = {
  /** @param scope which connection was looked at: two may use the same ids. */
  readonly add: (scope: string, reports: readonly Report[]) => void;
  readonly stats: () => SfuStats;
  readonly path: () => Omit<PathSample, 'atMs' | 'isSending'>;
};

export const createStatsTally = (): StatsTally => {
  const last = new Map<string, number>();
  const total = { upLost: 0, upSent: 0, downLost: 0, downReceived: 0, bytesUp: 0, bytesDown: 0, requests: 0, responses: 0 };
  const paths = new Map<string, { readonly rttMs: number | null; readonly relayed: boolean }>();

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
      for (const transport of reports.filter((report) => report.type === 'transport')) {
        const pair = byId.get(text(transport, 'selectedCandidatePairId'));
        if (pair === undefined) continue;
        take('bytesUp', pair, 'bytesSent');
        take('bytesDown', pair, 'bytesReceived');
        take('requests', pair, 'requestsSent');
        take('responses', pair, 'responsesReceived');
        const ends = [text(pair, 'localCandidateId'), text(pair, 'remoteCandidateId')].map((id) => text(byId.get(id), 'candidateType'));
        const rtt = pair['currentRoundTripTime'];
        paths.set(scope, {
          rttMs: typeof rtt === 'number' ? rtt * 1000 : (paths.get(scope)?.rttMs ?? null),
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
    path: () => ({ bytesReceived: total.bytesDown, requestsSent: total.requests, responsesReceived: total.responses }),
  };
};
