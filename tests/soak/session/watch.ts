/**
 * What is to be seen of the session from outside, while it goes on: each screen's mode, the steward's last beat, the room's
 * figures as the panel shows them, and by which way voices really arrive. Asks the pages, never the product's insides.
 */
import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import type { Present } from './company.ts';

export type Look = {
  /** Ms since the session began. */
  readonly atMs: number;
  readonly phase: string;
  readonly modes: Readonly<Record<string, string>>;
  readonly epoch: number | null;
  readonly steward: string | null;
  /** The room's figures, on the screen of whoever has the connection panel open. */
  readonly figures: string;
  readonly load: number;
};

const QUICK = { timeout: 3000 };

/** By its selector: a role would have the whole page's names computed, thirteen times a second. */
export const modeOn = async (page: Page): Promise<string> => {
  const text = await page
    .locator('output[aria-label="Room mode"] .visually-hidden')
    .first()
    .textContent(QUICK)
    .catch(() => null);
  return text?.trim() ?? '?';
};

type Beat = { readonly atMs: number; readonly name: string; readonly mode: string; readonly epoch: number };

const beatOf = async ({ name, page }: Present): Promise<Beat | null> => {
  const noted = await page.evaluate(() => (Reflect.get(globalThis, 'patioBeat') as { atMs: number; beat: string } | undefined) ?? null);
  if (noted === null) return null;
  const { mode, epoch } = JSON.parse(noted.beat) as { mode: string; epoch: number };
  return { atMs: noted.atMs, name, mode, epoch };
};

export const look = async (all: readonly Present[], began: number, phase: string): Promise<Look> => {
  const [modes, beats, figures] = await Promise.all([
    Promise.all(all.map(async ({ name, page }) => [name, await modeOn(page)] as const)),
    Promise.all(all.map((person) => beatOf(person).catch(() => null))),
    all
      .find(({ guest }) => guest.part === 'speaker')
      ?.page.locator('patio-connection dl.figures')
      .innerText(QUICK)
      .catch(() => ''),
  ]);
  const newest = beats.filter((beat) => beat !== null).toSorted((a, b) => b.atMs - a.atMs)[0];
  return {
    atMs: Math.round(performance.now() - began),
    phase,
    modes: Object.fromEntries(modes),
    epoch: newest?.epoch ?? null,
    steward: newest?.name ?? null,
    figures: (figures ?? '').replaceAll(/\s+/g, ' ').trim(),
    load: loadavg()[0] ?? 0,
  };
};

/** All screens say so. @returns after how long, ms; null if not within the time */
export const whenAll = async (
  all: readonly Present[],
  isSo: (mode: string) => boolean,
  withinMs: number,
  note: (modes: readonly string[]) => void = () => undefined,
): Promise<number | null> => {
  const began = performance.now();
  for (;;) {
    const modes = await Promise.all(all.map(({ page }) => modeOn(page)));
    note(modes);
    if (modes.every(isSo)) return Math.round(performance.now() - began);
    if (performance.now() - began > withinMs) return null;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};

export type Voices = { readonly mesh: number; readonly server: number };

/** How many streams of sound bring packets to this page right now, by way. */
export const voicesArriving = (page: Page, serverPorts: readonly number[]): Promise<Voices> =>
  page.evaluate(
    async (ports) => {
      const all = Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>;
      const count = async (): Promise<Map<string, { way: 'mesh' | 'server'; packets: number }>> => {
        const found = new Map<string, { way: 'mesh' | 'server'; packets: number }>();
        await Promise.all(
          [...all].map(async (connection, index) => {
            if (connection.connectionState === 'closed') return;
            const entries = [...(await connection.getStats()).values()] as Record<string, unknown>[];
            const isServer = entries.some((entry) => entry['type'] === 'remote-candidate' && ports.includes(Number(entry['port'])));
            for (const entry of entries) {
              if (entry['type'] !== 'inbound-rtp' || entry['kind'] !== 'audio') continue;
              found.set(`${index} ${String(entry['id'])}`, {
                way: isServer ? 'server' : 'mesh',
                packets: Number(entry['packetsReceived'] ?? 0),
              });
            }
          }),
        );
        return found;
      };
      const before = await count();
      await new Promise((resolve) => setTimeout(resolve, 800));
      const voices = { mesh: 0, server: 0 };
      for (const [id, { way, packets }] of await count()) if (packets > (before.get(id)?.packets ?? 0) + 5) voices[way] += 1;
      return voices;
    },
    [...serverPorts],
  );
