/**
 * The relay as a program: `node signal-relay/main.ts [--port N] [--host H] [--config F] [--data D] [--app D] [--https]
 * [--origin URL] [--first-place]`. Prints where it is, reads its settings again on SIGHUP, and ends cleanly on SIGINT and SIGTERM. What its
 * user can mend is told in one sentence, with exit code 1; a stack is for our own mistakes only.
 */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { loadCertificate } from './certificate.ts';
import { firstPlace } from './first-place.ts';
import { Complaint } from './complaint.ts';
import { lanAddresses, readCommand, type RelayCommand } from './options.ts';
import { type Relay, startRelay } from './relay.ts';

const SENTENCES: Readonly<Record<string, (command: RelayCommand) => string>> = {
  EADDRINUSE: ({ config }) => `Port ${config.port} is taken by another program. Choose another one with --port.`,
  EACCES: ({ config }) => `Port ${config.port} may not be used by this account. Choose one above 1023 with --port.`,
  EADDRNOTAVAIL: ({ config }) => `This machine has no address ${config.host}. Choose another one with --host.`,
  ENOTFOUND: ({ config }) => `The host name ${config.host} is unknown. Choose another one with --host.`,
  EMFILE: () => 'Too many files are open. Raise the limit with: ulimit -n 20000',
};

const start = async (command: RelayCommand): Promise<Relay> => {
  const { config, secrets, appFolder } = command;
  const names = ['localhost', '127.0.0.1', ...lanAddresses(), hostname()].filter((name) => /^[\w.:-]+$/.test(name));
  const certificate = command.isHttps
    ? await inDataFolder(command, () => loadCertificate(command.dataFolder, names, Date.now()))
    : undefined;
  try {
    return await startRelay({ config, secrets, appFolder, ...(certificate !== undefined && { certificate }) });
  } catch (error) {
    const sentence = SENTENCES[(error as NodeJS.ErrnoException).code ?? ''];
    throw sentence === undefined ? error : new Complaint(sentence(command));
  }
};

const inDataFolder = async <T>({ dataFolder }: RelayCommand, action: () => Promise<T>): Promise<T> => {
  try {
    return await action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const reason = code === 'ENOSPC' ? 'the disk is full' : code;
    throw new Complaint(`The data folder ${join(dataFolder, '/')} cannot be written (${reason}). Choose another one with --data.`);
  }
};

/** Addresses that a person can open, this machine's first. */
const origins = ({ config, isHttps, origin }: RelayCommand, port: number): [string, ...string[]] => {
  if (origin !== null) return [origin];
  const scheme = isHttps ? 'https' : 'http';
  const isEverywhere = config.host === '0.0.0.0' || config.host === '::';
  const own = isEverywhere ? 'localhost' : config.host.includes(':') ? `[${config.host}]` : config.host;
  const others = isEverywhere ? lanAddresses() : [];
  return [`${scheme}://${own}:${port}/`, ...others.map((address) => `${scheme}://${address}:${port}/`)];
};

const announce = async (command: RelayCommand, relay: Relay): Promise<void> => {
  const [own, ...others] = origins(command, relay.port);
  const lines = [`Patio is open at     ${own}`, ...others.map((origin) => `On this network      ${origin}`)];
  if (command.hasFirstPlace) {
    // a link for others names an address that they can reach
    const place = await inDataFolder(command, () => firstPlace(command.dataFolder, others[0] ?? own, Date.now()));
    lines.push(`A place to share     ${place.link}`, `Open this to own it  ${place.ownerLink}`);
  }
  if (relay.stunPort === null)
    lines.push(`UDP port ${relay.port} is taken, so STUN is off: people behind different routers may not reach each other.`);
  if (command.isHttps && command.hasFirstPlace) lines.push('The certificate is made here: browsers warn about it once.');
  process.stdout.write(`${lines.join('\n')}\n`);
};

/** Where it listens cannot change under those who are connected. */
const FIXED = ['port', 'host'] as const;

/** Reads the settings again; whatever is wrong with them, the relay goes on with the old ones. */
const reread = async (args: readonly string[], root: string, { config: first }: RelayCommand, relay: Relay): Promise<void> => {
  try {
    const { config, secrets } = await readCommand(args, root);
    relay.reconfigure(config, secrets);
    const waiting = FIXED.filter((name) => JSON.stringify(config[name]) !== JSON.stringify(first[name]));
    const later = waiting.map((name) => ` The new ${name} (${config[name]}) takes effect at the next start.`);
    process.stdout.write(`The settings were read again.${later.join('')}\n`);
  } catch (error) {
    // nothing that a file says may end the relay that people are connected to
    process.stderr.write(`${error instanceof Complaint ? error.message : String(error)} The old settings stay.\n`);
  }
};

const run = async (): Promise<void> => {
  const root = join(import.meta.dirname, '..');
  const args = process.argv.slice(2);
  const command = await readCommand(args, root);
  const hadTerminal = isatty(0);
  const relay = await start(command);
  let isStopping = false;
  const stop = async (): Promise<void> => {
    // the second Ctrl-C of somebody in a hurry
    if (isStopping) process.exit(0);
    isStopping = true;
    await relay.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  // a closed terminal hangs up too: then nobody is left to stop this one
  process.on('SIGHUP', () => void (hadTerminal && !isatty(0) ? stop() : reread(args, root, command, relay)));
  // started by scripts/start.mjs: when that one is killed, nobody is left to stop this one
  process.on('disconnect', () => void stop());
  try {
    await announce(command, relay);
  } catch (error) {
    await relay.close();
    throw error;
  }
};

run().catch((error: unknown) => {
  if (!(error instanceof Complaint)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
