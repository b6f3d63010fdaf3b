/**
 * A session of thirteen that one can watch: the app, its relay, LiveKit and coturn, all of them real, with the policy as it
 * is by default. Twelve talk on the mesh, TURN is cut and returned, a thirteenth comes and the room moves to the SFU, the
 * SFU is killed and restarted, people leave and the room is a mesh again; a listener with a meter hears every speaker all
 * the while. `node tests/soak/session/run.ts [--busy] [--picture] [--until=killed]`; needs a build in dist/, LiveKit and coturn.
 * `--busy`: the room judges this machine's own load instead of thirteen idle ones. `--picture`: the listener sees the world. Ends with 1 if something was not as it
 * has to be. All of it lands in `.cache/session/`.
 */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findCoturn, type RunningCoturn, startCoturn } from '../../support/coturn.ts';
import { findLivekit, type RunningLivekit, startLivekit } from '../../support/livekit-server.ts';
import { NO_PICTURE } from '../../support/people.ts';
import { startPatio } from '../../support/servers.ts';
import { type Company, createCompany, type Present, TWELVE } from './company.ts';
import { enterTwelve, fewStay, killServer, returnServer, talkAll, talkOnMesh, thirteenth, TURN_PORTS, turnIsCut } from './phases.ts';
import { createSession, type Session } from './session.ts';

const { values } = parseArgs({
  options: {
    busy: { type: 'boolean', default: false },
    picture: { type: 'boolean', default: false },
    until: { type: 'string', default: '' },
  },
});
const folder = join(import.meta.dirname, '..', '..', '..', '.cache', 'session');

/** What the phases act on. Servers that die are replaced in it. */
export type Scene = {
  readonly company: Company;
  readonly session: Session;
  readonly all: Present[];
  livekit: RunningLivekit;
  coturn: RunningCoturn;
};

const PHASES = [
  talkOnMesh,
  turnIsCut('turn'),
  thirteenth,
  talkAll,
  killServer,
  returnServer,
  turnIsCut('turn-at-server'),
  fewStay,
] as const;

const main = async (): Promise<number> => {
  if (findLivekit() === null || findCoturn() === null) {
    console.error('A session needs LiveKit and coturn: see scripts/lib/find-livekit.mjs and find-coturn.mjs.');
    return 1;
  }
  const began = performance.now();
  const livekit = await startLivekit();
  const coturn = await startCoturn({ relayPorts: TURN_PORTS });
  // no policy: that of config.yaml's defaults
  const patio = await startPatio({
    config: {
      sfu: { url: livekit.url, apiKey: livekit.apiKey, apiSecret: livekit.apiSecret },
      turn: { urls: coturn.urls, secret: coturn.secret },
    },
  });
  const company = createCompany({ link: patio.placeLink, origin: patio.origin, ownComputers: !values.busy, withPicture: values.picture });
  const all: Present[] = [];
  let scene: Scene | null = null;
  const close = async (): Promise<void> => {
    await company.close().catch(() => undefined);
    await patio.kill();
    await (scene?.livekit ?? livekit).kill();
    await (scene?.coturn ?? coturn).kill();
  };
  process.once('SIGTERM', () => {
    console.log('Ended from outside.');
    void (scene?.session.close() ?? Promise.resolve()).then(close).then(() => process.exit(1));
  });
  try {
    console.log(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${values.busy ? 'load as it is' : 'thirteen idle computers'}`);
    const [first] = TWELVE;
    all.push(await company.open(first!));
    const paper = await (await company.browser([NO_PICTURE])).newPage({ viewport: { width: 1800, height: 1000 } });
    const session = createSession(all[0]!.page, { folder, began, all: () => all, paper });
    scene = { company, session, all, livekit, coturn };
    await enterTwelve(scene);
    for (const phase of PHASES) {
      const key = await phase(scene);
      if (key === values.until) break;
    }
    const errors = all.flatMap(({ name, errors: thrown }) => thrown.map((error) => `${name}: ${error}`));
    for (const error of errors) console.log(`thrown by a page: ${error}`);
    const complaints = await session.close();
    return complaints.length + errors.length === 0 ? 0 : 1;
  } finally {
    await close();
  }
};

process.exitCode = await main();
