/**
 * `npm run soak [-- --rounds=10]`: what takes too long for every commit. The joint's stories again and again without a
 * second try; its gaps over twenty moves each way, on loopback, at a round trip of 120 ms, and with 5 % loss; a session of
 * thirteen (`npm run session`). Goes on after a failure and says at the end what failed how often; the last line is
 * `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runMain } from './lib/complaint.mjs';
import { findChromium } from './lib/find-chromium.mjs';
import { findCoturn } from './lib/find-coturn.mjs';
import { findLivekit } from './lib/find-livekit.mjs';
import { nodePath, requireNode } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { setUp } from './lib/setup.mjs';

const STORIES = ['tests/e2e/a-room-', 'tests/e2e/one-chair', 'tests/e2e/networks-come-and-go'];
const MOVES = [[], ['--rtt=120'], ['--rtt=120', '--loss=5']];

runMain(async () => {
  requireNode();
  await setUp({ needsBuild: true });
  const chromium = await findChromium();
  const livekit = findLivekit();
  const coturn = findCoturn();
  if (chromium === null || livekit === null || coturn === null) {
    process.exitCode = 1;
    return;
  }
  const rounds = Number(/^--rounds=(\d{1,4})$/.exec(process.argv[2] ?? '--rounds=10')?.[1] ?? 10);
  const env = { ...process.env, PATIO_CHROMIUM: chromium, PATIO_LIVEKIT: livekit, PATIO_COTURN: coturn };
  const results = [];
  const run = (name, args) => {
    console.log(`\n# ${name}`);
    results.push({ name, isGood: spawnSync(nodePath(), args, { cwd: ROOT, env, stdio: 'inherit' }).status === 0 });
  };
  const playwright = join('node_modules', '@playwright', 'test', 'cli.js');
  for (let round = 1; round <= rounds; round += 1)
    run(`stories, round ${round} of ${rounds}`, [playwright, 'test', '--retries=0', ...STORIES]);
  for (const wire of MOVES) run(`gaps ${wire.join(' ')}`, [join('bench', 'migration', 'run.ts'), '--runs=20', '--only=exchange', ...wire]);
  run('a session of thirteen', [join('tests', 'soak', 'session', 'run.ts')]);
  for (const { name, isGood } of results) console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name}`);
  const failed = results.filter(({ isGood }) => !isGood).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});
