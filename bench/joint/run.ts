/**
 * The whole of it in the real app: three browsers, the relay, a real LiveKit. How long from the steward's decision until
 * everybody's room is at the server; how long a listener hears nothing of a speaker while the room moves up, while the
 * server is killed (-9), when it comes back, and while the room moves down. `node bench/joint/run.ts [--runs=5]`; needs
 * LiveKit (PATIO_LIVEKIT, or where `npm test` puts it) and a built app. Figures to stdout and `.cache/bench/joint.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { expectToHear, type Speaker } from '../../tests/support/ears.ts';
import { longestGapMs, readGapMeter, startGapMeter } from '../../tests/support/gap-meter.ts';
import { startLivekit } from '../../tests/support/livekit-server.ts';
import { createPeople, type Person } from '../../tests/support/people.ts';
import { expectMode, modeOf, startHostedRoom } from '../../tests/support/room.ts';
import { TONES_HZ } from '../../tests/support/tone.ts';
import { packetsByWay } from '../../tests/support/wires.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' }, quick: { type: 'boolean', default: false } } });
const runs = values.quick ? 1 : Number(values.runs);

/** When this page, as the steward, asked its relay to open an epoch: the decision. Unix ms of each. */
const noteDecisions = (): void => {
  const at: number[] = [];
  Reflect.set(globalThis, 'patioDecisions', at);
  const send: (this: WebSocket, data: string | Blob | BufferSource) => void = Reflect.get(WebSocket.prototype, 'send');
  const decoder = new TextDecoder();
  WebSocket.prototype.send = function patched(data): void {
    if (data instanceof Uint8Array && decoder.decode(data).includes('"op":"open"')) at.push(Date.now());
    send.call(this, data);
  };
};
const decisionOf = async (all: readonly Person[]): Promise<number> => {
  const lists = await Promise.all(all.map(({ page }) => page.evaluate(() => Reflect.get(globalThis, 'patioDecisions') as number[])));
  return Math.max(...lists.flat());
};
/** Unix ms at which all of these say so. */
const whenAll = async (all: readonly Person[], isSo: (mode: string) => boolean): Promise<number> => {
  for (;;) {
    const modes = await Promise.all(all.map(modeOf));
    if (modes.every(isSo)) return Date.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
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
  readonly gapUpMs: number;
  readonly gapKilledMs: number;
  readonly gapReturnMs: number;
  readonly gapDownMs: number;
};

const measured = async (page: Page, act: () => Promise<void>): Promise<number> => {
  await startGapMeter(page);
  // a moment of the present state first, so that the meter knows what it hears
  await page.waitForTimeout(1500);
  await act();
  await page.waitForTimeout(1500);
  return longestGapMs(await readGapMeter(page));
};

const round = async (): Promise<Round> => {
  const room = await startHostedRoom(2);
  const people = createPeople();
  const open = (name: string, listenOnly: boolean) => ({
    name,
    link: room.patio.placeLink,
    withoutPicture: true,
    listenOnly,
    initScript: noteDecisions,
    context: { bypassCSP: true },
  });
  let livekit = room.livekit;
  try {
    const ana = await people.open(open('Ana', true));
    const bo: Speaker = { ...(await people.open({ ...open('Bo', false), toneHz: TONES_HZ[1] })), toneHz: TONES_HZ[1] };
    await expectToHear(ana, bo);
    let cleo: Person | null = null;
    let decisionToAllMs = Number.NaN;
    const gapUpMs = await measured(ana.page, async () => {
      cleo = await people.open(open('Cleo', true));
      const all = [ana, bo, cleo];
      const movedAt = await whenAll(all, isSfu);
      decisionToAllMs = movedAt - (await decisionOf(all));
      await whenOffMesh(bo, [livekit.ports.udp, livekit.ports.tcp]);
    });
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
    return { decisionToAllMs, gapUpMs, gapKilledMs, gapReturnMs, gapDownMs };
  } finally {
    await people.close();
    await room.patio.kill();
    await livekit.kill();
  }
};

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN;
const rounds: Round[] = [];
for (let i = 0; i < runs; i++) {
  rounds.push(await round());
  console.log(JSON.stringify(rounds.at(-1)));
}
const rows = (Object.keys(rounds[0] ?? {}) as (keyof Round)[]).map((key) => {
  const list = rounds.map((one) => one[key]);
  return { figure: key, median: median(list), max: Math.max(...list) };
});
console.table(rows);
mkdirSync(join('.cache', 'bench'), { recursive: true });
writeFileSync(join('.cache', 'bench', 'joint.json'), JSON.stringify({ runs, load: loadavg(), rounds }, null, 2));
