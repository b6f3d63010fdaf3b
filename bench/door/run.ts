/**
 * People who stay in earshot while the room around them becomes another one at a real LiveKit: a door is closed, and opened.
 * How long one hears nothing of another, each time. Three browsers. `node bench/door/run.ts [--runs=5]`; needs LiveKit and a
 * built app. Figures to stdout and `.cache/bench/door.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPeople } from '../../tests/support/people.ts';
import { expectMode, startHostedRoom } from '../../tests/support/room.ts';
import { TONES_HZ } from '../../tests/support/tone.ts';
import { closeAndOpen, type DoorGaps, goToFern } from '../../tests/support/door-between.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' }, quick: { type: 'boolean', default: false } } });
const runs = values.quick ? 1 : Number(values.runs);

const round = async (): Promise<DoorGaps> => {
  const room = await startHostedRoom(2);
  const people = createPeople();
  const open = (name: string) => ({
    name,
    link: room.patio.placeLink,
    withoutPicture: true,
    context: { bypassCSP: true, reducedMotion: 'no-preference' as const },
  });
  try {
    const listener = await people.open({ ...open('Ana'), listenOnly: true });
    const talker = { ...(await people.open({ ...open('Bo'), toneHz: TONES_HZ[1] })), toneHz: TONES_HZ[1] };
    const third = await people.open({ ...open('Cleo'), listenOnly: true });
    const party = { listener, talker, third };
    for (const person of [listener, talker, third]) await expectMode(person, 'SFU');
    await goToFern(party);
    return await closeAndOpen(party, room.livekit);
  } finally {
    await people.close();
    await room.patio.kill();
    await room.livekit.kill();
  }
};

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN;
const rounds: DoorGaps[] = [];
for (let i = 0; i < runs; i++) {
  rounds.push(await round());
  console.log(JSON.stringify(rounds.at(-1)));
}
const rows = (['closedMs', 'openedMs'] as const).map((figure) => {
  const list = rounds.map((one) => one[figure]);
  return { figure, median: median(list), max: Math.max(...list) };
});
console.table(rows);
console.log(`load ${loadavg()[0]?.toFixed(1) ?? '?'}`);
mkdirSync(join('.cache', 'bench'), { recursive: true });
writeFileSync(join('.cache', 'bench', 'door.json'), JSON.stringify({ runs, load: loadavg(), rounds }, null, 2));
