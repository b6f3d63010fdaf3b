/**
 * How long a room is without a steward: three real browsers, the steward's is killed (-9) or its tab closed; until the beats
 * of another, with a lease that the listener's own relay confirmed if there is a desk, rule on all screens that are left.
 * Then somebody new comes, and the next one goes. `node bench/steward/run.ts [--runs=10]`; needs a built app. Figures to
 * stdout and `.cache/bench/steward.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { createPeople, type Person } from '../../tests/support/people.ts';
import { startPatio } from '../../tests/support/servers.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10' }, quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const runs = values.quick ? 2 : Number(values.runs);
const TARGET_MS = 2000;
const PATIENCE_MS = 20_000;

/** By wall clock, which all pages of one machine share. */
type Beat = { readonly atMs: number; readonly isOwn: boolean; readonly term: number; readonly lease: number | null };
type Told = { readonly atMs: number; readonly number: number };
type Notes = { readonly beats: Beat[]; readonly told: Told[] };

/** In the page before the app: notes every beat that is said or heard, and every lease that the relay tells of. */
const noteBeats = (): void => {
  const notes: Notes = { beats: [], told: [] };
  Reflect.set(globalThis, 'patioBeats', notes);
  const note = (data: unknown, isOwn: boolean): void => {
    if (typeof data !== 'string' || !data.includes('"t":"beat"')) return;
    const { term, lease } = JSON.parse(data) as { term: number; lease: number | null };
    notes.beats.push({ atMs: Date.now(), isOwn, term, lease });
  };
  const send: (this: RTCDataChannel, data: string) => void = Reflect.get(RTCDataChannel.prototype, 'send');
  Reflect.set(RTCDataChannel.prototype, 'send', function patched(this: RTCDataChannel, data: string): void {
    note(data, true);
    send.call(this, data);
  });
  const create: typeof RTCPeerConnection.prototype.createDataChannel = Reflect.get(RTCPeerConnection.prototype, 'createDataChannel');
  RTCPeerConnection.prototype.createDataChannel = function patched(label, options) {
    const channel = create.call(this, label, options);
    channel.addEventListener('message', ({ data }) => note(data, false));
    return channel;
  };
  const Native = globalThis.WebSocket;
  const decoder = new TextDecoder();
  globalThis.WebSocket = class extends Native {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const found = /"t":"lease".*"number":(\d+)/.exec(decoder.decode(data));
        if (found !== null) notes.told.push({ atMs: Date.now(), number: Number(found[1]) });
      });
    }
  };
};

const notesOf = (page: Page): Promise<Notes> => page.evaluate(() => Reflect.get(globalThis, 'patioBeats') as Notes);

/** When a steward of a later term than this rules on this screen; null: not yet. */
const ruledAt = ({ beats, told }: Notes, term: number, hasDesk: boolean): number | null => {
  for (const beat of beats) {
    if (beat.term <= term) continue;
    if (!hasDesk) return beat.atMs;
    if (beat.lease === null) continue;
    const word = told.find(({ number }) => number === beat.lease);
    if (word !== undefined) return Math.max(beat.atMs, word.atMs);
  }
  return null;
};

const until = async <T>(what: string, read: () => Promise<T | null>): Promise<T> => {
  const endMs = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await read();
    if (found !== null) return found;
    if (Date.now() > endMs) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Who of them speaks now, in a term that all of them heard. */
const stewardOf = (present: readonly Person[]): Promise<{ readonly steward: Person; readonly term: number }> =>
  until('one steward whom all hear', async () => {
    const all = await Promise.all(present.map(({ page }) => notesOf(page)));
    const since = Date.now() - 1200;
    const recent = all.map(({ beats }) => beats.filter(({ atMs }) => atMs > since));
    const speakers = present.filter((_, i) => recent[i]?.some(({ isOwn }) => isOwn));
    const terms = new Set(recent.flatMap((beats) => beats.map(({ term }) => term)));
    const [steward] = speakers;
    const [term] = terms;
    const isHeard = recent.every((beats) => beats.length > 0);
    return speakers.length === 1 && terms.size === 1 && isHeard && steward !== undefined && term !== undefined ? { steward, term } : null;
  });

type Kind = { readonly name: string; readonly hasDesk: boolean; readonly end: (person: Person) => Promise<void> };
const killed = (person: Person): Promise<void> => person.kill();
const closed = async (person: Person): Promise<void> => {
  await person.page.close({ runBeforeUnload: false });
};
const KINDS: readonly Kind[] = [
  { name: 'killed (-9), with a relay', hasDesk: true, end: killed },
  { name: 'killed (-9), no relay serves the place', hasDesk: false, end: killed },
  { name: 'tab closed, with a relay', hasDesk: true, end: closed },
];

const measure = async ({ name, hasDesk, end }: Kind): Promise<readonly number[]> => {
  const patio = await startPatio(hasDesk ? {} : { config: { access: 'listed', places: [] } });
  const people = createPeople();
  let guests = 0;
  const open = (): Promise<Person> => {
    guests += 1;
    return people.open({
      name: `Guest ${String(guests)}`,
      link: patio.placeLink,
      withoutPicture: true,
      listenOnly: true,
      alone: true,
      initScript: noteBeats,
    });
  };
  const took: number[] = [];
  try {
    let present: Person[] = [];
    for (let i = 0; i < 3; i += 1) present.push(await open());
    for (let i = 0; i < runs; i += 1) {
      const { steward, term } = await stewardOf(present);
      // not always at the same point between two beats
      await new Promise((resolve) => setTimeout(resolve, 900 + Math.random() * 500));
      const left = present.filter((person) => person !== steward);
      const goneAtMs = Date.now();
      await end(steward);
      const times = await until('another steward on all screens', async () => {
        const all = await Promise.all(left.map(async ({ page }) => ruledAt(await notesOf(page), term, hasDesk)));
        return all.every((at) => at !== null) ? all : null;
      });
      took.push(Math.max(...times) - goneAtMs);
      console.log(`${name}: ${String(took.at(-1))} ms`);
      present = i + 1 < runs ? [...left, await open()] : left;
    }
  } finally {
    await people.close();
    await patio.kill();
  }
  return took;
};

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN;
const rows = [];
for (const kind of KINDS) {
  if (values.only !== undefined && !kind.name.includes(values.only)) continue;
  const tookMs = await measure(kind);
  rows.push({
    steward: kind.name,
    target: TARGET_MS,
    runs: tookMs.length,
    medianMs: median(tookMs),
    maxMs: Math.max(...tookMs),
    load: loadavg()[0]?.toFixed(1),
    tookMs,
  });
}
console.table(rows, ['steward', 'runs', 'medianMs', 'maxMs', 'load', 'target']);
mkdirSync(join('.cache', 'bench'), { recursive: true });
writeFileSync(join('.cache', 'bench', 'steward.json'), JSON.stringify({ runs, load: loadavg(), rows }, null, 2));
