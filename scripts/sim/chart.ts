/**
 * Draws a simulation: the mode as coloured stretches of time, below it people, CPU, TURN, loss and round trip, each with its
 * two thresholds. Returns SVG as text; knows no files.
 */
import type { Policy } from '../../domain/config/policy-config.ts';
import type { RoomMetrics } from '../../domain/policy/room-metrics.ts';
import { RoomMode } from '../../domain/policy/room-mode.ts';
import { modeChanges, type SimulatedMoment } from '../../domain/policy/simulate.ts';

const WIDTH = 960;
const LEFT = 108;
const RIGHT = 24;
const TOP = 64;
const BAND = 26;
const ROW = 92;
const GAP = 18;
const INK = '#22303c';
const FAINT = '#7b8794';
const COLOURS: Readonly<Record<RoomMode, string>> = { P2P_DIRECT: '#cfe8d5', P2P_TURN: '#fbe3b5', SFU: '#cddcf7' };
const NAMES: Readonly<Record<RoomMode, string>> = { P2P_DIRECT: 'direct', P2P_TURN: 'TURN', SFU: 'SFU' };
/** Labels of the time axis, seconds apart; the first that leaves no more than twelve. */
const TICKS_S = [10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400];

type Row = {
  readonly name: string;
  readonly of: (metrics: RoomMetrics) => number | null;
  readonly up: number | null;
  readonly down: number | null;
  readonly atLeast: number;
};

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const clockOf = (atMs: number): string => {
  const seconds = Math.floor(atMs / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

const rowsOf = ({ up, down }: Policy): Row[] => [
  { name: 'people', of: (m) => m.participants, up: up.participants, down: down.participants, atLeast: up.participants + 2 },
  { name: 'CPU %', of: (m) => m.cpuPercent, up: up.cpuPercent, down: down.cpuPercent, atLeast: 100 },
  { name: 'on TURN %', of: (m) => m.turnPercent, up: up.turnPercent, down: down.turnPercent, atLeast: 100 },
  { name: 'loss %', of: (m) => m.lossPercent, up: up.lossPercent, down: down.lossPercent, atLeast: up.lossPercent * 1.5 },
  { name: 'RTT ms', of: (m) => m.rttMs, up: null, down: null, atLeast: 100 },
];

const round = (value: number): string => String(Math.round(value * 10) / 10);

export type ChartOptions = { readonly title: string; readonly policy: Policy };

export const drawChart = (moments: readonly SimulatedMoment[], { title, policy }: ChartOptions): string => {
  const rows = rowsOf(policy);
  const height = TOP + BAND + GAP + rows.length * (ROW + GAP) + 24;
  const bottom = height - 24 - GAP;
  const first = moments[0]?.atMs ?? 0;
  const spanMs = Math.max(1, (moments.at(-1)?.atMs ?? 0) - first);
  const x = (atMs: number): number => LEFT + ((atMs - first) / spanMs) * (WIDTH - LEFT - RIGHT);
  const text = (atX: number, atY: number, words: string, more = ''): string =>
    `<text x="${round(atX)}" y="${round(atY)}" ${more}>${escapeXml(words)}</text>`;

  const changes = modeChanges(moments);
  const stretches = changes.map((change, i) => {
    const from = x(change.atMs);
    const width = x(changes[i + 1]?.atMs ?? first + spanMs) - from;
    const label = width > 34 ? text(from + 5, TOP + 17, NAMES[change.mode]) : '';
    const why = change.reason === 'none' ? '' : `, ${change.reason}`;
    return [
      `<g data-mode="${change.mode}"><title>${clockOf(change.atMs - first)} ${change.mode}, epoch ${change.epoch}${why}</title>`,
      `<rect x="${round(from)}" y="${TOP}" width="${round(width)}" height="${bottom - TOP}" fill="${COLOURS[change.mode]}" fill-opacity="0.35"/>`,
      `<rect x="${round(from)}" y="${TOP}" width="${round(width)}" height="${BAND}" fill="${COLOURS[change.mode]}"/>${label}</g>`,
    ].join('');
  });

  const lines = rows.map((row, i) => {
    const top = TOP + BAND + GAP + i * (ROW + GAP);
    const values = moments.map((moment) => row.of(moment.metrics));
    const most = Math.max(row.atLeast, ...values.map((value) => value ?? 0));
    const y = (value: number): number => top + ROW - (value / most) * ROW;
    let pen = 'M';
    const path = moments
      .map(({ atMs }, at) => {
        const value = values[at] ?? null;
        const point = value === null ? '' : `${pen}${round(x(atMs))} ${round(y(value))}`;
        pen = value === null ? 'M' : 'L';
        return point;
      })
      .join('');
    const threshold = (value: number | null, colour: string): string =>
      value === null
        ? ''
        : `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="${colour}" stroke-dasharray="5 4"/>${text(LEFT - 6, y(value) + 4, round(value), `text-anchor="end" fill="${colour}"`)}`;
    return [
      `<g><title>${escapeXml(row.name)}</title><line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${top + ROW}" y2="${top + ROW}" stroke="${FAINT}" stroke-opacity="0.5"/>`,
      text(8, top + 12, row.name, 'font-weight="600"'),
      threshold(row.up, '#b3402f'),
      threshold(row.down, '#2f6db3'),
      `<path d="${path}" fill="none" stroke="${INK}" stroke-width="1.6"/></g>`,
    ].join('');
  });

  const everyS = TICKS_S.find((seconds) => spanMs / 1000 / seconds <= 12) ?? 28_800;
  const ticks = Array.from({ length: Math.floor(spanMs / 1000 / everyS) + 1 }, (_, i) => i * everyS * 1000).map((atMs) =>
    text(x(first + atMs), height - 12, clockOf(atMs), `text-anchor="middle" fill="${FAINT}"`),
  );

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="${INK}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(8, 26, title, 'font-size="17" font-weight="600"'),
    text(8, 46, 'Red: above it the room goes up to the SFU. Blue: below all of them it may come back.', `fill="${FAINT}"`),
    ...stretches,
    ...lines,
    ...ticks,
    '</svg>',
    '',
  ].join('\n');
};
