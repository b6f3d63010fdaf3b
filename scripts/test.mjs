/**
 * `npm test`: everything CI runs, from a clean checkout: installs, finds browsers of three engines and the
 * real servers, then format, lint, types, unit, component, build, budget, end-to-end and the NAT lab. The last line is
 * `N passed, N failed`.
 */
import { runMain } from './lib/complaint.mjs';
import { requireNode } from './lib/node-version.mjs';
import { setUp } from './lib/setup.mjs';

runMain(async () => {
  requireNode();
  await setUp({ needsBuild: false });
  const { findChromium } = await import('./lib/find-chromium.mjs');
  const { findFirefox } = await import('./lib/find-firefox.mjs');
  const { findWebKit } = await import('./lib/find-webkit.mjs');
  const { findCoturn } = await import('./lib/find-coturn.mjs');
  const { labIsImpossible } = await import('./lib/find-lab-tools.mjs');
  const { findLivekit } = await import('./lib/find-livekit.mjs');
  const { findJanus } = await import('./lib/find-janus.mjs');
  const { findContainers } = await import('./lib/find-containers.mjs');
  const { check, playwright, runSuites, vitest } = await import('./lib/suites.mjs');

  const chromium = await findChromium();
  if (chromium === null) {
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
  process.env.PATIO_CHROMIUM = chromium;
  // one story each needs these; where they cannot be had, that story fails and says how to get them
  const firefox = findFirefox();
  if (firefox !== null) process.env.PATIO_FIREFOX = firefox;
  findWebKit();
  // tests of TURN and of the SFU need the real servers
  const coturn = findCoturn();
  if (coturn !== null) process.env.PATIO_COTURN = coturn;
  const livekit = findLivekit();
  if (livekit !== null) process.env.PATIO_LIVEKIT = livekit;
  const janus = findJanus();
  if (janus !== null) process.env.PATIO_JANUS = janus;

  process.exitCode = await runSuites([
    check('format', 'oxfmt', ['--check', '.']),
    check('lint', 'oxlint', ['--type-aware']),
    check('types', 'tsc', ['-b']),
    vitest('unit', 'unit'),
    vitest('component', 'component'),
    check('build', 'vite', ['build', '--logLevel', 'warn']),
    check('budget', 'node', ['scripts/budget.mjs']),
    playwright('e2e'),
    playwright('lab', { config: 'tests/lab/playwright.config.ts', isImpossible: labIsImpossible }),
    playwright('containers', {
      config: 'tests/containers/playwright.config.ts',
      isImpossible: () => (livekit === null ? 'there is no LiveKit to put into a container' : findContainers()),
    }),
  ]);
});
