/** A real server of others that a test starts: what it says is kept, and it ends with the test and with this process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type ServerProcess = {
  readonly pid: number;
  /** The last of what it said. */
  readonly log: () => string;
  readonly hasEnded: () => boolean;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** SIGKILL, as in a power cut; resolves when it is gone. */
  readonly kill: () => Promise<void>;
};

export type ServerProcessOptions = {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Characters of its log that are kept. */
  readonly keeps?: number;
};

const ATTEMPTS = 3;
const KEEPS = 100_000;
const COMPLAINT = 3_000;

/** A program that cannot be started has ended, and its log says why. */
export const startServerProcess = (program: string, args: readonly string[], options: ServerProcessOptions = {}): ServerProcess => {
  const { keeps = KEEPS, env, cwd } = options;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(env && { env }), ...(cwd !== undefined && { cwd }) });
  let log = '';
  const note = (chunk: Buffer): void => {
    log = (log + chunk.toString()).slice(-keeps);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  child.on('error', (error) => note(Buffer.from(error.message)));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  return {
    pid: child.pid ?? 0,
    log: () => log,
    hasEnded,
    signal: (signal) => void child.kill(signal),
    kill: async () => {
      process.off('exit', killNow);
      if (hasEnded()) return;
      const exit = once(child, 'exit');
      killNow();
      await exit;
    },
  };
};

/**
 * A free port may be somebody else's a moment later, so a server gets three tries.
 * @param start resolves to the server, or to what it said when it did not come up
 * @throws Error with the server's own words
 */
export const untilUp = async <T>(name: string, start: () => Promise<T | string>): Promise<T> => {
  let said = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const started = await start();
    if (typeof started !== 'string') return started;
    said = started;
  }
  throw new Error(`${name} did not come up:\n${said.slice(-COMPLAINT)}`);
};
