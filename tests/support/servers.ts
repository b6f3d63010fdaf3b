/**
 * Starts and kills the real servers of a test: Patio's own (the program that `npm start` runs once everything is built), a
 * WebTorrent tracker and a Nostr relay of others' making. Ends only what it started.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

export type NetworkServerKind = 'tracker' | 'nostr' | 'hole' | 'tarpit';
export type RunningServer = { readonly port: number; readonly url: string; readonly kill: () => Promise<void> };
export type RunningPatio = RunningServer & {
  readonly origin: string;
  readonly placeLink: string;
  readonly ownerLink: string;
  readonly dataFolder: string;
  /** Other settings while it runs (SIGHUP); only of one that was started with `config`. */
  readonly reconfigure: (config: object) => void;
  /** SIGKILL, as in a power cut: it says goodbye to nobody. */
  readonly crash: () => Promise<void>;
};

const START_TIMEOUT_MS = 60_000;
const ROOT = join(import.meta.dirname, '..', '..');
const RELAY = join(ROOT, 'signal-relay', 'main.ts');
/** Another build than dist/ may be tried without disturbing those who use that one. */
export const APP_FOLDER = process.env['PATIO_APP'] ?? join(ROOT, 'dist');

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
};

export const startNetworkServer = async (kind: NetworkServerKind, port?: number): Promise<RunningServer> => {
  const at = port ?? (await freePort());
  const child = fork(join(import.meta.dirname, 'network-server.ts'), [kind, String(at)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${kind} server ended at its start`))),
  ]);
  return { port: at, url: `ws://127.0.0.1:${at}`, kill: () => ended(child, 'SIGKILL') };
};

export type PatioOptions = {
  readonly port?: number;
  /** What config.yaml says beyond the defaults. */
  readonly config?: object;
  readonly dataFolder?: string;
  /** By TLS with a certificate of its own, at this address. */
  readonly httpsAddress?: string;
  /** In front of the command: starts it in another network. */
  readonly inside?: readonly [string, ...string[]];
};

export const startPatio = async (options: PatioOptions = {}): Promise<RunningPatio> => {
  const port = options.port ?? (await freePort());
  const host = options.httpsAddress ?? '127.0.0.1';
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'patio-'));
  const args = [RELAY, '--first-place', '--app', APP_FOLDER, '--port', String(port), '--host', host, '--data', dataFolder];
  if (options.httpsAddress !== undefined) args.push('--https');
  const file = join(dataFolder, 'config.yaml');
  if (options.config !== undefined) {
    writeFileSync(file, stringify(options.config));
    args.push('--config', file);
  }
  const [command, ...before] = options.inside ?? ['env'];
  const child = spawn(command, [...before, process.execPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const links = new Promise<{ placeLink: string; ownerLink: string }>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const placeLink = /\S+#\/p\/\S+/.exec(output)?.[0];
      const ownerLink = /\S+#\/o\/\S+/.exec(output)?.[0];
      if (placeLink !== undefined && ownerLink !== undefined && output.endsWith('\n')) resolve({ placeLink, ownerLink });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`the relay ended with ${code}:\n${output}`)));
    setTimeout(() => reject(new Error(`the relay said nothing useful:\n${output}`)), START_TIMEOUT_MS).unref();
  });
  const found = await links;
  return {
    port,
    url: `${options.httpsAddress === undefined ? 'ws' : 'wss'}://${host}:${port}`,
    origin: `${options.httpsAddress === undefined ? 'http' : 'https'}://${host}:${port}`,
    ...found,
    dataFolder,
    reconfigure: (config) => {
      writeFileSync(file, stringify(config));
      child.kill('SIGHUP');
    },
    kill: () => ended(child, 'SIGTERM'),
    crash: () => ended(child, 'SIGKILL'),
  };
};
