/**
 * Finds the LiveKit server for the tests, or builds it with Go into the cache folder: the SFU is tested against the real
 * one. The same order of places as `tests/support/livekit-server.ts`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './paths.mjs';

/** Versions 1.13.0, 1.13.1 and the head have `replace` lines and cannot be installed so. */
const MODULE = 'github.com/livekit/livekit-server/cmd/server@v1.13.5';
const BUILD_TIMEOUT_MS = 12 * 60_000;
const FOLDER = join(CACHE, 'bin');
const CACHED = join(FOLDER, 'livekit-server');
const SYSTEM_PATHS = ['/usr/local/bin/livekit-server', '/usr/bin/livekit-server', '/opt/homebrew/bin/livekit-server'];

const find = () =>
  [process.env.PATIO_LIVEKIT, CACHED, ...SYSTEM_PATHS].find((path) => path !== undefined && path !== '' && existsSync(path));

/** `go` may be installed and not on the PATH of a service. */
const findGo = () => ['go', '/usr/local/go/bin/go', '/usr/lib/go/bin/go'].find((go) => spawnSync(go, ['version']).status === 0);

/** @returns the server's path, or null after saying how to get it */
export const findLivekit = () => {
  const present = find();
  if (present !== undefined) return present;
  const go = findGo();
  if (go !== undefined) {
    console.log(`No LiveKit yet; building it once (some minutes): go install ${MODULE}`);
    mkdirSync(FOLDER, { recursive: true });
    // a proxy that hiccups once is asked again
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const built = spawnSync(go, ['install', MODULE], {
        env: { ...process.env, GOBIN: FOLDER, GOFLAGS: '' },
        stdio: ['ignore', 'ignore', 'inherit'],
        timeout: BUILD_TIMEOUT_MS,
      });
      if (built.status !== 0) continue;
      renameSync(join(FOLDER, 'server'), CACHED);
      return CACHED;
    }
  }
  console.error(`No LiveKit to test with. Install Go and run: GOBIN=$PWD/.cache/bin go install ${MODULE} (or name it in PATIO_LIVEKIT)`);
  return null;
};
