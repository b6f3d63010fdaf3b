/** What one can look at afterwards: all screens after a phase on one sheet (PNG), and the whole session as one drawing (SVG). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { inTheOpen } from './bot.ts';
import type { Present } from './company.ts';
import type { Phase } from './table.ts';
import type { Look } from './watch.ts';

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const describe = ({ guest }: Present): string => {
  const speaks = guest.part === 'meter' ? 'listens, with the meter' : guest.speaks ? `speaks, ${guest.toneHz} Hz` : 'listens';
  return guest.relayOnly ? `${speaks}, TURN only` : speaks;
};

/** @param paper a page of its own */
export const drawSheet = async (paper: Page, all: readonly Present[], title: string, file: string): Promise<void> => {
  const shots = await Promise.all(
    all.map(async (person) => {
      const shot = await inTheOpen(person, () => person.page.screenshot({ type: 'jpeg', quality: 75, timeout: 10_000 })).catch(() => null);
      return { person, shot: shot?.toString('base64') ?? '' };
    }),
  );
  const tiles = shots.map(
    ({ person, shot }) =>
      `<figure><img src="data:image/jpeg;base64,${shot}"><figcaption><b>${person.name}</b> ${describe(person)}</figcaption></figure>`,
  );
  await paper.setContent(
    `<style>body{margin:16px;font:15px system-ui;background:#e9ecef;color:#22303c}h1{font-size:22px;margin:0 0 12px}
     main{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}img{height:300px;display:block;border-radius:6px}figcaption{padding:4px 2px}</style>
     <h1>${escapeXml(title)}</h1><main>${tiles.join('')}</main>`,
  );
  await paper.screenshot({ path: file, fullPage: true });
};

const WIDTH = 1200;
const LEFT = 90;
const LANE = 26;
const COLOURS: Readonly<Record<string, string>> = { P2P_DIRECT: '#cfe8d5', P2P_TURN: '#fbe3b5', SFU: '#cddcf7' };

export type Lane = { readonly name: string; readonly silences: readonly { readonly atMs: number; readonly ms: number }[] };

/** One lane of modes a person, one of silences a speaker, and the phases across them. @returns the drawing */
export const drawTimeline = (folder: string, phases: readonly Phase[], looks: readonly Look[], lanes: readonly Lane[]): string => {
  const end = Math.max(1, ...looks.map(({ atMs }) => atMs), ...phases.map(({ toMs }) => toMs));
  const x = (ms: number): number => Math.round((LEFT + (Math.min(ms, end) / end) * (WIDTH - LEFT - 20)) * 10) / 10;
  const names = [...new Set(looks.flatMap(({ modes }) => Object.keys(modes)))];
  const top = 110;
  const rows = names.map((name, row) => {
    const y = top + row * 14;
    const rects = looks.flatMap(({ atMs, modes }, i) => {
      const mode = modes[name];
      if (mode === undefined) return [];
      const until = looks[i + 1]?.atMs ?? end;
      return `<rect x="${x(atMs)}" y="${y}" width="${Math.max(0.5, x(until) - x(atMs))}" height="12" fill="${COLOURS[mode] ?? '#dddddd'}"><title>${name}: ${mode}</title></rect>`;
    });
    return `<text x="8" y="${y + 10}" font-size="11">${name}</text>${rects.join('')}`;
  });
  const lanesTop = top + names.length * 14 + 24;
  const silent = lanes.map(({ name, silences }, row) => {
    const y = lanesTop + row * LANE;
    const bars = silences.map(({ atMs, ms }) => {
      const height = ms > 1000 ? LANE - 6 : ms > 60 ? 14 : 7;
      const colour = ms > 60 ? '#b3402f' : '#d99a2b';
      return `<rect x="${x(atMs)}" y="${y + LANE - 6 - height}" width="${Math.max(1.5, x(atMs + ms) - x(atMs))}" height="${height}" fill="${colour}"><title>${name} silent for ${ms} ms</title></rect>`;
    });
    return `<text x="8" y="${y + 16}" font-size="12" font-weight="600">${name}</text><line x1="${LEFT}" x2="${WIDTH - 20}" y1="${y + LANE - 6}" y2="${y + LANE - 6}" stroke="#7b8794" stroke-opacity="0.4"/>${bars.join('')}`;
  });
  const height = lanesTop + lanes.length * LANE + 40;
  const marks = phases.map(({ title, fromMs, toMs, epoch }, i) => {
    const label = `<text x="${x(fromMs) + 3}" y="${56 + (i % 3) * 15}" font-size="11">${escapeXml(title)}${epoch === null ? '' : `, epoch ${epoch}`}</text>`;
    return `<rect x="${x(fromMs)}" y="48" width="${Math.max(1, x(toMs) - x(fromMs))}" height="${height - 80}" fill="#22303c" fill-opacity="0.04"/><line x1="${x(fromMs)}" x2="${x(fromMs)}" y1="46" y2="${height - 32}" stroke="#22303c" stroke-opacity="0.3"/>${label}`;
  });
  const everyMs = end > 240_000 ? 60_000 : 20_000;
  const ticks = Array.from({ length: Math.floor(end / everyMs) + 1 }, (_, i) => i * everyMs).map(
    (ms) => `<text x="${x(ms)}" y="${height - 10}" font-size="11" text-anchor="middle" fill="#7b8794">${ms / 1000} s</text>`,
  );
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" fill="#22303c">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="8" y="24" font-size="17" font-weight="600">A session of thirteen</text>`,
    `<text x="8" y="40" font-size="11" fill="#7b8794">Mode on each screen: green direct, yellow with TURN, blue SFU. Below: silences of each speaker at the listener; red is more than 60 ms.</text>`,
    ...marks,
    ...rows,
    ...silent,
    ...ticks,
    '</svg>',
    '',
  ].join('\n');
  writeFileSync(join(folder, 'timeline.svg'), svg);
  return svg;
};

/** The drawing as a picture, for whoever has nothing that shows SVG. */
export const printTimeline = async (paper: Page, svg: string, folder: string): Promise<void> => {
  await paper.setContent(`<body style="margin:0">${svg}</body>`);
  await paper.screenshot({ path: join(folder, 'timeline.png'), fullPage: true });
};
