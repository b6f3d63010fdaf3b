/**
 * A relay that dies during a migration, at each of its steps: the room ends in one mode, the same for all. Real relay, real
 * desk, real steward, mode and seat code; links and the SFU are doubles (`hosted-peers.ts`). The same in browsers, with a
 * real LiveKit, at some of the steps: tests/e2e/a-room-at-the-server-bears-losses.spec.ts.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type HostedPeer, type HostedPeers, startHostedPeers, type Step } from './hosted-peers.ts';

const NAMES = ['Ana', 'Bo', 'Cleo', 'Dora'];
const PATIENCE_MS = 40_000;
/** The table's 5 s, and what a busy machine adds to them. */
const ONE_MODE_WITHIN_MS = 10_000;
/** Longer than a steward needs to vanish, and than it takes everybody to tell how they are. */
const QUIET_MS = 3_500;
/** Leases are lost, and the relay is called dead, only after a while. */
const QUIET_AFTER_SILENCE_MS = 9_000;

type Scenario = {
  /** The room is on its way to the server, or back to the mesh. */
  readonly way: 'up' | 'down';
  readonly isNow: (step: Step, before: readonly Step[]) => boolean;
  /** Before there is a steward. */
  readonly isOfLease?: true;
  /** Questions that wait until the relay is dead, so that others come first. */
  readonly holds?: (step: Step) => boolean;
  /** Where it ends as long as there is no relay. */
  readonly ends: 'SFU' | 'P2P_DIRECT';
};

const asks =
  (op: string) =>
  (step: Step): boolean =>
    step.at === 'asks' && step.op === op;
const answered =
  (op: string) =>
  (step: Step): boolean =>
    step.at === 'is answered' && step.op === op;
const says =
  (word: string) =>
  (step: Step): boolean =>
    step.at === 'says' && step.word === word;
const sits = (step: Step): boolean => step.at === 'sits';
const nth =
  (n: number, is: (step: Step) => boolean) =>
  (step: Step, before: readonly Step[]): boolean =>
    is(step) && before.filter(is).length === n - 1;

/** In their order. Ana is the steward. */
const STEPS: Readonly<Record<string, Scenario>> = {
  'the lease is asked for': { way: 'up', ends: 'P2P_DIRECT', isOfLease: true, isNow: asks('take') },
  'the lease is taken': { way: 'up', ends: 'P2P_DIRECT', isOfLease: true, isNow: answered('take') },
  'the epoch is asked for': { way: 'up', ends: 'P2P_DIRECT', isNow: asks('open') },
  'the epoch is opened': { way: 'up', ends: 'P2P_DIRECT', isNow: answered('open') },
  'the steward says so': { way: 'up', ends: 'P2P_DIRECT', isNow: says('opening') },
  'the first asks for a token': { way: 'up', ends: 'P2P_DIRECT', isNow: asks('token') },
  'only the steward has a token': {
    way: 'up',
    ends: 'P2P_DIRECT',
    holds: (step) => step.at === 'asks' && step.op === 'token' && step.who !== 'Ana',
    isNow: answered('token'),
  },
  'only the steward has none': {
    way: 'up',
    ends: 'P2P_DIRECT',
    holds: (step) => step.at === 'asks' && step.op === 'token' && step.who === 'Ana',
    isNow: nth(3, answered('token')),
  },
  'the steward and one more have a token': {
    way: 'up',
    ends: 'SFU',
    holds: (step) => step.at === 'asks' && step.op === 'token' && step.who !== 'Ana' && step.who !== 'Bo',
    isNow: nth(2, answered('token')),
  },
  'everybody has a token': { way: 'up', ends: 'SFU', isNow: nth(4, answered('token')) },
  'the first sits at the server': { way: 'up', ends: 'SFU', isNow: sits },
  'the steward says that the room is there': { way: 'up', ends: 'SFU', isNow: says('open') },
  'everybody sits there': { way: 'up', ends: 'SFU', isNow: nth(4, sits) },
  'the steward says that the room is back': { way: 'down', ends: 'P2P_DIRECT', isNow: says('mesh again') },
};
/** Who hangs up is known at once; who falls silent is not. */
const SILENT_AT = [
  'the epoch is asked for',
  'the first asks for a token',
  'everybody sits there',
  'the steward says that the room is back',
];

beforeAll(() => void vi.stubGlobal('document', { visibilityState: 'visible' }));
afterAll(() => void vi.unstubAllGlobals());

const together = (words: readonly string[]): string => [...new Set(words)].join(' and ');
const modes = (peers: readonly HostedPeer[]): string => together(peers.map(({ control }) => control.mode.peek()));
const stewards = (peers: readonly HostedPeer[]): string => together(peers.map(({ steward }) => steward()?.replace(/0+$/, '') ?? 'nobody'));
const seats = (peers: readonly HostedPeer[]): string => together(peers.map(({ control }) => control.view.peek()?.seat ?? 'off'));
const leased = (peers: readonly HostedPeer[]): string =>
  together(peers.map(({ desk }) => desk.leases.peek().get('open')?.holder ?? 'nobody'));

/** Not `expect.poll`: these run side by side. @throws Error with what was there instead */
const until = async (what: string, isSo: () => boolean): Promise<void> => {
  const endMs = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    if (performance.now() > endMs) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** @returns ms after `sinceMs` at which all were in one mode, and stayed there */
const oneMode = async (peers: readonly HostedPeer[], sinceMs: number, quietMs = QUIET_MS): Promise<number> => {
  let last = '';
  let changedAtMs = performance.now();
  await until('one mode for all', () => {
    const now = modes(peers);
    if (now !== last || now.includes(' ')) changedAtMs = performance.now();
    last = now;
    return performance.now() - changedAtMs > quietMs;
  });
  return Math.max(0, changedAtMs - sinceMs);
};

type End = { readonly room: HostedPeers; readonly present: readonly HostedPeer[]; readonly endedAtMs: number };

const play = async (scenario: Scenario, strike: (room: HostedPeers) => void, after: (end: End) => Promise<void>): Promise<void> => {
  const steps: Step[] = [];
  let isArmed = false;
  let endedAtMs: number | null = null;
  const room: HostedPeers = await startHostedPeers({
    names: NAMES,
    most: 3,
    holds: (step) => endedAtMs === null && scenario.holds?.(step) === true,
    onStep: (step) => {
      if (isArmed && endedAtMs === null && scenario.isNow(step, steps)) {
        endedAtMs = performance.now();
        strike(room);
      }
      steps.push(step);
    },
  });
  const three = room.peers.slice(0, 3);
  try {
    room.without('Dora');
    isArmed = scenario.isOfLease === true;
    if (!isArmed) {
      await until('Ana is the steward, and everybody knows her lease', () => stewards(three) === 'Ana' && leased(three) === three[0]?.id);
      isArmed = scenario.way === 'up';
      room.without();
    }
    if (scenario.way === 'down') {
      await until('all are at the server', () => modes(room.peers) === 'SFU' && seats(room.peers) === 'open');
      isArmed = true;
      room.without('Dora');
    }
    await until('the step is taken', () => endedAtMs !== null);
    if (scenario.way === 'up') room.without();
    await after({ room, present: scenario.way === 'down' ? three : room.peers, endedAtMs: endedAtMs ?? 0 });
  } catch (error) {
    const now = `${modes(room.peers)}, seats ${seats(room.peers)}, steward ${stewards(room.peers)}, lease ${leased(room.peers)}`;
    throw new Error(`${String(error)}: ${now}\n${steps.map((step) => JSON.stringify(step)).join('\n')}`, { cause: error });
  } finally {
    await room.close();
  }
};

const tell = (name: string, present: readonly HostedPeer[], ms: number): void =>
  console.log(`${name}: ${modes(present)} after ${ms.toFixed(0)} ms; seats ${seats(present)}, steward ${stewards(present)}`);

describe.concurrent('one mode for all when the relay', { timeout: 120_000 }, () => {
  it.each(Object.entries(STEPS))('is killed while %s', (name, scenario) =>
    play(
      scenario,
      (room) => room.killRelay(),
      async ({ present, endedAtMs }) => {
        const ms = await oneMode(present, endedAtMs);
        tell(`killed while ${name}`, present, ms);
        expect(modes(present)).toBe(scenario.ends);
        expect(stewards(present)).toBe('Ana');
        expect(ms).toBeLessThan(ONE_MODE_WITHIN_MS);
      },
    ),
  );

  it.each(SILENT_AT)('falls silent while %s', (name) =>
    play(
      STEPS[name]!,
      (room) => room.freezeRelay(),
      async ({ present, endedAtMs }) => {
        const ms = await oneMode(present, endedAtMs, QUIET_AFTER_SILENCE_MS);
        tell(`silent while ${name}`, present, ms);
        expect(modes(present)).toBe(STEPS[name]?.ends);
        expect(ms).toBeLessThan(ONE_MODE_WITHIN_MS);
        expect(stewards(present)).toBe('Ana');
      },
    ),
  );

  it.each(Object.entries(STEPS))('is killed while %s, and started again', (name, scenario) =>
    play(
      scenario,
      (room) => room.killRelay(),
      async ({ room, present, endedAtMs }) => {
        await room.startRelayAgain();
        const goal = scenario.way === 'down' ? 'P2P_DIRECT' : 'SFU';
        await until('the room is where it should be', () => modes(present) === goal);
        await until('everybody sits there', () => seats(present) === (goal === 'SFU' ? 'open' : 'off'));
        await until('its steward holds the lease', () =>
          present.some(({ id }) => stewards(present) === id.replace(/0+$/, '') && leased(present) === id),
        );
        const ms = await oneMode(present, endedAtMs);
        tell(`killed while ${name}, and started again`, present, ms);
        expect(modes(present)).toBe(goal);
      },
    ),
  );
});
