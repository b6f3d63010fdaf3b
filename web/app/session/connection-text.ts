/** What the connection panel shows, as plain text. Pure; fetched when somebody copies it. */
import type { NetworkStatus } from '../../../transports/place-link.ts';
import type { ConnectionRow } from '../../state/connection.ts';

/** For a bug report: figures and addresses of networks, no names, no keys, no link. */
export const connectionText = (mode: string, rows: readonly ConnectionRow[], networks: readonly NetworkStatus[]): string =>
  [
    `Room mode: ${mode}`,
    ...networks.map((n) => `Network ${n.kind} ${n.url}: ${n.state}, sent ${n.sent}, received ${n.received}, introduced ${n.introduced}`),
    ...rows.map((r, i) => {
      const figures =
        r.status === 'linked'
          ? `${r.atServer ? 'media through the server, link ' : ''}${r.path}, ${r.rttMs ?? '–'} ms, ${r.lossPercent ?? '–'} % lost, ${r.sendKbps}/${r.receiveKbps} kbit/s`
          : r.status;
      return `Person ${i + 1}: ${figures}, introduced by ${r.introducedBy ?? '–'}`;
    }),
  ].join('\n');
