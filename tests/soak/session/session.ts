/**
 * The course of a session: phases one after another, each with what was heard, seen and measured in it, written down as
 * soon as it is over, so that a session that breaks off has still told what it knew.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Guest, type Present, SPEAKERS } from './company.ts';
import { createEar, type Ear, type Mark } from './ear.ts';
import { drawSheet, drawTimeline, type Lane, printTimeline } from './pictures.ts';
import { complaintsOf, type Phase, tableOf } from './table.ts';
import { look, type Look } from './watch.ts';

const LOOK_EVERY_MS = 4000;
/** Silences shorter than this are not drawn. */
const DRAWN_MS = 20;
/** A moment of the present state before and after what a phase is about. */
const MOMENT_MS = 1500;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export type Notes = {
  readonly note: (words: string) => void;
  readonly complain: (words: string) => void;
};

export type PhasePlan = {
  readonly key: string;
  readonly title: string;
  /** What each speaker may be silent for, ms; null: not judged; undefined: not there. */
  readonly limit: (speaker: Guest) => number | null | undefined;
  readonly act: (notes: Notes) => Promise<void>;
  /** What is looked at when the meter no longer counts. */
  readonly after?: (notes: Notes) => Promise<void>;
};

export type Session = {
  readonly began: number;
  readonly ear: Ear;
  readonly phase: (plan: PhasePlan) => Promise<void>;
  readonly say: (words: string) => void;
  /** Looks around once, for the timeline. */
  readonly lookAround: () => Promise<Look>;
  readonly close: () => Promise<readonly string[]>;
};

export type SessionOptions = {
  readonly folder: string;
  readonly began: number;
  /** Whoever is there now; the first has the meter. */
  readonly all: () => readonly Present[];
  readonly paper: Page;
};

const commonest = (words: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([word, count]) => (counts.size === 1 ? word : `${word} ×${count}`))
    .join(' ');
};

export const createSession = (listener: Page, { folder, began, all, paper }: SessionOptions): Session => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const ear = createEar(listener, SPEAKERS.length, began);
  const phases: Phase[] = [];
  const looks: Look[] = [];
  const drawn = new Map<string, { atMs: number; ms: number }[]>(SPEAKERS.map(({ name }) => [name, []]));
  let title = 'they come in';
  let closed = false;

  const say = (words: string): void => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${words}`);
  const lookAround = async (): Promise<Look> => {
    const now = await look(all(), began, title);
    looks.push(now);
    return now;
  };
  const lookAgain = async (): Promise<void> => {
    await lookAround().catch(() => undefined);
    await pause(LOOK_EVERY_MS);
    if (!closed) void lookAgain();
  };
  void lookAgain();

  const draw = (from: Mark, to: Mark, names: ReadonlySet<string>): void => {
    for (const [index, { name }] of SPEAKERS.entries())
      if (names.has(name)) drawn.get(name)?.push(...ear.gaps(index, from, to).filter(({ ms }) => ms >= DRAWN_MS));
  };
  const write = (): string => {
    const lanes: Lane[] = SPEAKERS.map(({ name }) => ({ name, silences: drawn.get(name) ?? [] }));
    const complaints = phases.flatMap(complaintsOf);
    writeFileSync(
      join(folder, 'session.json'),
      JSON.stringify({ at: new Date().toISOString(), phases, complaints, looks, lanes }, null, 1),
    );
    writeFileSync(join(folder, 'session.md'), `# A session of thirteen\n\n${tableOf(phases)}\n`);
    return drawTimeline(folder, phases, looks, lanes);
  };

  return {
    began,
    ear,
    say,
    lookAround,
    phase: async ({ key, title: name, limit, act, after }) => {
      title = name;
      say(`— ${name}`);
      const notes: string[] = [];
      const complaints: string[] = [];
      const from = await ear.mark();
      await pause(MOMENT_MS);
      const complain = (words: string): void => {
        complaints.push(words);
        say(`   NOT SO: ${words}`);
      };
      const note = (words: string): void => {
        notes.push(words);
        say(`   ${words}`);
      };
      try {
        await act({ note, complain });
      } catch (error) {
        complain(String(error).split('\n').slice(0, 3).join(' '));
      }
      await pause(MOMENT_MS);
      const to = await ear.mark();
      await after?.({ note, complain }).catch((error: unknown) => complain(String(error).split('\n')[0] ?? ''));
      const now = await lookAround();
      const present = SPEAKERS.map((speaker, index) => ({ speaker, index, limitMs: limit(speaker) })).filter(
        ({ limitMs }) => limitMs !== undefined,
      );
      draw(from, to, new Set(present.map(({ speaker }) => speaker.name)));
      const phase: Phase = {
        key,
        title: name,
        fromMs: Math.round(from.atMs),
        toMs: Math.round(to.atMs),
        mode: commonest(Object.values(now.modes)),
        epoch: now.epoch,
        people: all().length,
        load: loadavg()[0] ?? 0,
        heard: present.map(({ speaker, index, limitMs }) => ({
          name: speaker.name,
          longest: ear.longest(index, from, to),
          limitMs: limitMs ?? null,
        })),
        notes,
        complaints,
      };
      phases.push(phase);
      say(`   ${phase.mode}, epoch ${phase.epoch}, steward ${now.steward}, ${now.figures}, load ${phase.load.toFixed(1)}`);
      say(`   longest silences: ${phase.heard.map(({ name: who, longest }) => `${who} ${longest.ms}`).join(', ')} ms`);
      write();
      await drawSheet(paper, all(), `${phases.length}. ${name}: ${phase.mode}`, join(folder, `${phases.length}-${key}.png`)).catch(
        (error: unknown) => say(`   no sheet: ${String(error).split('\n')[0]}`),
      );
    },
    close: async () => {
      closed = true;
      const svg = write();
      console.log(`\n${tableOf(phases)}\n`);
      const complaints = phases.flatMap(complaintsOf);
      for (const complaint of complaints) console.log(`NOT SO: ${complaint}`);
      await printTimeline(paper, svg, folder).catch(() => undefined);
      console.log(`To look at: ${folder}`);
      return complaints;
    },
  };
};
