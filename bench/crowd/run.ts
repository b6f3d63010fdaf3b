/**
 * Crowds. `sfu`: up to fifty people in one room of a real LiveKit (see `sfu.ts`); `mesh`: twelve with video and no server
 * (see `mesh.ts`). `node bench/crowd/run.ts [--runs=3] [--quick] [--only=sfu,mesh] [--ways=patio,naive 720p]
 * [--settle=14]`, in seconds. The first
 * needs a build in dist/ and LiveKit (PATIO_LIVEKIT, or where `npm test` puts it). Figures to stdout and
 * `.cache/bench/crowd.json`; ends with 1 if anybody receives more than they listen to or hears less, or if the product
 * loses too much sound on the mesh or is too busy.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findLivekit } from '../../tests/support/livekit-server.ts';
import { measureMesh, type MeshRun, WAYS } from './mesh.ts';
import { meshComplaints, showMesh } from './mesh-table.ts';
import { measureSfu, type SfuRun } from './sfu.ts';
import { sfuComplaints, showSfu } from './sfu-table.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'sfu,mesh' },
    ways: { type: 'string', default: 'patio,naive 360p,naive 720p' },
    settle: { type: 'string', default: '14' },
  },
});
const runs = values.quick ? 1 : Number(values.runs);
const load = (): string => loadavg()[0]!.toFixed(1);

const sfu: SfuRun[] = [];
if (values.only.split(',').includes('sfu')) {
  if (findLivekit() === null) console.log('No LiveKit here: the crowd at the SFU is skipped. See scripts/lib/find-livekit.mjs.');
  else {
    for (let n = 0; n < runs; n += 1) {
      const began = performance.now();
      const seconds = (): number => Math.round((performance.now() - began) / 1000);
      const run = await measureSfu((what) => console.error(`  ${seconds()} s: ${what}`));
      sfu.push(run);
      console.log(`run ${n + 1}, ${seconds()} s, load ${load()}: ${JSON.stringify(run)}`);
    }
    console.log(showSfu(sfu));
  }
}
const mesh: MeshRun[] = [];
if (values.only.split(',').includes('mesh')) {
  const asked = values.ways.split(',').map((way) => way.trim());
  const ways = WAYS.filter((way) => asked.includes(way));
  await measureMesh({ runs, ways, settleMs: Number(values.settle) * 1000 }, (run) => {
    mesh.push(run);
    console.log(`load ${load()}: ${JSON.stringify(run)}`);
  });
  console.log(showMesh(mesh));
}

const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'crowd.json'), `${JSON.stringify({ at: new Date().toISOString(), load: loadavg(), sfu, mesh }, null, 2)}\n`);
const complaints = [...sfu.flatMap(sfuComplaints), ...meshComplaints(mesh)];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
