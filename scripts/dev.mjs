/**
 * `npm run dev`: Vite with hot reloading on the port, and the relay beside it on the next one. Vite passes on what
 * belongs to the relay (config.json, healthz, WebSockets other than its own), so that `self` means the same as in
 * `npm start`; only STUN answers on the relay's own port. The same set-up step, without the build.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Complaint, runMain } from './lib/complaint.mjs';
import { answerHelp, parseFlags, toArguments } from './lib/flags.mjs';
import { nodePath, requireNode } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { keep } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

const DEFAULT_PORT = 8420;

const serve = async (port, host, relayPort) => {
  // resolved here, after the set-up: there may have been no node_modules when this file was loaded
  const { createServer } = await import(pathToFileURL(join(ROOT, 'node_modules', 'vite', 'dist', 'node', 'index.js')).href);
  const target = `http://127.0.0.1:${relayPort}`;
  /** Pages are Vite's; a WebSocket on the same path is the relay's (Vite keeps its own apart by itself). */
  const onlySockets = (request) => (request.headers.upgrade === undefined ? request.url : undefined);
  const server = await createServer({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    clearScreen: false,
    server: {
      port,
      host,
      strictPort: true,
      proxy: {
        '^/(config\\.json|healthz)$': { target },
        '^/(announce)?$': { target, ws: true, bypass: onlySockets },
      },
    },
  });
  await server.listen();
  return server;
};

/** The part that needs Vite runs in the Node that the lockfile names. */
const serveOnly = async ([port, host, relayPort]) => {
  const server = await serve(Number(port), host, Number(relayPort)).catch((error) => {
    if (/already in use/.test(error.message))
      throw new Complaint(`Port ${port} is taken by another program. Choose another one with --port.`);
    throw error;
  });
  const stop = () => void server.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
};

runMain(async () => {
  requireNode();
  if (process.argv[2] === '--serve') return serveOnly(process.argv.slice(3));
  const flags = parseFlags(process.argv.slice(2));
  if (answerHelp(flags)) return undefined;
  if (flags.https === true) throw new Complaint('--https is for npm start: npm run dev serves this computer only.');
  await setUp({ needsBuild: false });
  const port = Number(flags.port || DEFAULT_PORT);
  const host = flags.host || 'localhost';
  const relayFlags = toArguments({ ...flags, port: String(port + 1), host: '127.0.0.1' });
  const origin = `http://${host}:${port}/`;
  const relay = keep(nodePath(), [join(ROOT, 'signal-relay', 'main.ts'), '--origin', origin, '--first-place', ...relayFlags]);
  const vite = keep(nodePath(), [join(ROOT, 'scripts', 'dev.mjs'), '--serve', String(port), host, String(port + 1)]);
  // one without the other is of no use
  const code = await Promise.race([relay.done, vite.done]);
  relay.stop();
  vite.stop();
  await Promise.all([relay.done, vite.done]);
  return process.exit(code);
});
