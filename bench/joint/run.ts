/**
 * The whole of it in the real app: three browsers, the relay, a real LiveKit. How long from the steward's decision until
 * everybody's room is at the server; how long a listener hears nothing of a speaker while the room moves up, while the
 * server is killed (-9), when it comes back, and while the room moves down. `node bench/joint/run.ts [--runs=5] [--rtt=120]
 * [--only=up]`; with a round trip everything is that far away: people from each other, the relay and the page that it
 * serves, LiveKit's signaling and its media, and a socket to either costs the handshakes of TCP and TLS before its first
 * word. `up`: the way up alone; `--minutes=4`: no round begins later. `--steps` tells what each page did when. Needs LiveKit (PATIO_LIVEKIT, or where `npm test`
 * puts it) and a built app. Figures to stdout and `.cache/bench/joint.json`, or `joint-rtt120.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { expectToHear, type Speaker } from '../../tests/support/ears.ts';
import { longestGapMs, readGapMeter, startGapMeter } from '../../tests/support/gap-meter.ts';
import { type RunningLivekit, startLivekit } from '../../tests/support/livekit-server.ts';
import { createPeople, type Person } from '../../tests/support/people.ts';
import { expectMode, modeOf, policyOfHeads } from '../../tests/support/room.ts';
import { startPatio } from '../../tests/support/servers.ts';
import { createSocketWire, type SocketWire } from '../../tests/support/socket-wire.ts';
import { TONES_HZ } from '../../tests/support/tone.ts';
import { packetsByWay } from '../../tests/support/wires.ts';
import { createWire } from '../migration/wire.ts';
import { decidedAt, installSteps, type Step, stepsOf } from './steps.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
    rtt: { type: 'string', default: '0' },
    only: { type: 'string', default: 'all' },
    steps: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '600' },
  },
});
const runs = values.quick ? 1 : Number(values.runs);
const rttMs = Number(values.rtt);

/** A room whose every way is as long as was asked for. */
const startFarRoom = async () => {
  const livekit = await startLivekit();
  const wires: SocketWire[] = [];
  const far = async (port: number): Promise<number> => {
    if (rttMs === 0) return port;
    const wire = await createSocketWire({ rttMs, port });
    wires.push(wire);
    return wire.port;
  };
  const packets = rttMs === 0 ? null : createWire({ rttMs, lossPercent: 0, ahead: [livekit.ports.udp] });
  const sfu = { url: `ws://127.0.0.1:${String(await far(livekit.ports.http))}`, apiKey: livekit.apiKey, apiSecret: livekit.apiSecret };
  const patio = await startPatio({ config: { policy: policyOfHeads(2), sfu } });
  const link = patio.placeLink.replace(`:${String(patio.port)}/`, `:${String(await far(patio.port))}/`);
  return {
    livekit,
    link,
    prepare: async (page: Page) => packets?.install(page),
    /** By which ports pages know the SFU's media. */
    sfuPorts: async ({ ports }: RunningLivekit): Promise<readonly number[]> => [
      ports.tcp,
      ports.udp,
      ...(packets?.leadingTo(ports.udp) ?? []),
    ],
    close: async () => {
      await patio.kill();
      packets?.close();
      await Promise.all(wires.map((wire) => wire.close()));
    },
  };
};

/** Unix ms at which the last of these says so. */
const whenAll = async (all: readonly Person[], isSo: (mode: string) => boolean): Promise<number> => {
  const each = await Promise.all(
    all.map(async (person) => {
      while (!isSo(await modeOf(person))) await new Promise((resolve) => setTimeout(resolve, 10));
      return Date.now();
    }),
  );
  return Math.max(...each);
};
/** Nothing of this speaker goes from person to person any more. */
const whenOffMesh = async ({ page }: Person, serverPorts: readonly number[]): Promise<void> => {
  for (;;) {
    const before = (await packetsByWay(page, serverPorts)).mesh.sent;
    await page.waitForTimeout(500);
    if ((await packetsByWay(page, serverPorts)).mesh.sent === before) return;
  }
};
const isSfu = (mode: string): boolean => mode.includes('SFU');
const isMesh = (mode: string): boolean => mode.includes('P2P');

type Round = {
  readonly decisionToAllMs: number;
  /** Until the last of them is connected to the SFU for media. */
  readonly decisionToSeatsMs: number;
  readonly gapUpMs: number;
  readonly gapKilledMs?: number;
  readonly gapReturnMs?: number;
  readonly gapDownMs?: number;
};

const measured = async (page: Page, act: () => Promise<void>): Promise<number> => {
  await startGapMeter(page);
  // a moment of the present state first, so that the meter knows what it hears
  await page.waitForTimeout(1500);
  await act();
  await page.waitForTimeout(1500);
  return longestGapMs(await readGapMeter(page));
};

const isSeat = ({ what }: Step): boolean => what === 'sfu connected';

const round = async (): Promise<Round> => {
  const room = await startFarRoom();
  const people = createPeople();
  const open = (name: string, listenOnly: boolean) => ({
    name,
    link: room.link,
    withoutPicture: true,
    listenOnly,
    initScript: installSteps,
    prepare: room.prepare,
    context: { bypassCSP: true },
  });
  let { livekit } = room;
  try {
    const ana = await people.open(open('Ana', true));
    const bo: Speaker = { ...(await people.open({ ...open('Bo', false), toneHz: TONES_HZ[1] })), toneHz: TONES_HZ[1] };
    await expectToHear(ana, bo);
    let cleo: Person | null = null;
    let up = { decisionToAllMs: Number.NaN, decisionToSeatsMs: Number.NaN };
    const gapUpMs = await measured(ana.page, async () => {
      cleo = await people.open(open('Cleo', true));
      const all = [ana, bo, cleo];
      const movedAt = await whenAll(all, isSfu);
      await whenOffMesh(bo, await room.sfuPorts(livekit));
      const steps = await Promise.all(all.map(({ page }) => stepsOf(page)));
      const decided = decidedAt(steps);
      const seats = steps.map((one) => one.find((step) => isSeat(step) && step.atMs > decided)?.atMs ?? Number.NaN);
      up = { decisionToAllMs: movedAt - decided, decisionToSeatsMs: Math.max(...seats) - decided };
      if (values.steps) show(all, steps, decided);
    });
    if (values.only === 'up') return { ...up, gapUpMs };
    const gapKilledMs = await measured(ana.page, async () => {
      await livekit.kill();
      await whenAll([ana, bo], isMesh);
    });
    const { ports, apiKey, apiSecret } = livekit;
    livekit = await startLivekit({ ports, apiKey, apiSecret });
    const gapReturnMs = await measured(ana.page, async () => {
      await expectMode(ana, 'SFU');
    });
    const gapDownMs = await measured(ana.page, async () => {
      await cleo?.page.getByRole('button', { name: 'Leave', exact: true }).click();
      await whenAll([ana, bo], isMesh);
    });
    return { ...up, gapUpMs, gapKilledMs, gapReturnMs, gapDownMs };
  } finally {
    await people.close();
    await room.close();
    await livekit.kill();
  }
};

const show = (all: readonly Person[], steps: readonly (readonly Step[])[], decided: number): void => {
  for (const [index, { name }] of all.entries())
    console.log(`${name}: ${(steps[index] ?? []).map(({ atMs, what }) => `${String(atMs - decided)} ${what}`).join(' · ')}`);
};

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN;
const rounds: Round[] = [];
const endMs = Date.now() + Number(values.minutes) * 60_000;
while (rounds.length < runs && Date.now() < endMs) {
  rounds.push(await round());
  console.log(JSON.stringify(rounds.at(-1)));
}
const rows = (Object.keys(rounds[0] ?? {}) as (keyof Round)[]).map((key) => {
  const list = rounds.map((one) => one[key] ?? Number.NaN);
  return { figure: key, median: median(list), max: Math.max(...list) };
});
console.log(`RTT ${values.rtt} ms · load ${loadavg()[0]?.toFixed(1) ?? '?'} · n=${String(rounds.length)}`);
console.table(rows);
mkdirSync(join('.cache', 'bench'), { recursive: true });
writeFileSync(
  join('.cache', 'bench', rttMs === 0 ? 'joint.json' : `joint-rtt${values.rtt}.json`),
  JSON.stringify({ runs: rounds.length, rttMs, load: loadavg(), rounds }, null, 2),
);
