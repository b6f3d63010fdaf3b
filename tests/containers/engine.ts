/**
 * Podman with a store of its own in `.cache/containers`, so that nothing of the machine's own is seen or touched, behind
 * the socket that compose speaks to. Ends only what it started.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const ROOT = join(import.meta.dirname, '..', '..');
export const FOLDER = join(ROOT, '.cache', 'containers');
const SETTINGS = join(FOLDER, 'containers.conf');
/** A socket's path may have 107 letters: not below a deep checkout. */
const RUN = '/run/patio-containers';
const SOCKET = join(RUN, 'podman.sock');
const STORE = ['--root', join(FOLDER, 'store'), '--runroot', RUN];
const START_TIMEOUT_MS = 30_000;
const COMMAND_TIMEOUT_MS = 180_000;
const MAX_OUTPUT = 16 * 1024 * 1024;

/** runc, because crun refuses some kernels; without systemd; and with limits that a container's own may not exceed. */
export const prepare = (): void => {
  mkdirSync(FOLDER, { recursive: true });
  mkdirSync(RUN, { recursive: true, mode: 0o700 });
  const networks = join(FOLDER, 'networks');
  mkdirSync(networks, { recursive: true });
  writeFileSync(
    SETTINGS,
    [
      '[engine]',
      'runtime = "runc"',
      'cgroup_manager = "cgroupfs"',
      'events_logger = "file"',
      '[containers]',
      'log_driver = "k8s-file"',
      'default_ulimits = ["nofile=20000:20000", "nproc=20000:20000"]',
      '[network]',
      `network_config_dir = "${networks}"`,
      '',
    ].join('\n'),
  );
};

export type Done = { readonly code: number; readonly output: string };

const run = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Done> => {
  try {
    const { stdout, stderr } = await execute(command, [...args], {
      cwd: ROOT,
      env: { ...process.env, CONTAINERS_CONF: SETTINGS, ...env },
      timeout: COMMAND_TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT,
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '', message } = error as Error & { code?: unknown; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : 1, output: stdout + stderr || message };
  }
};

const mustRun = async (command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> => {
  const { code, output } = await run(command, args, env);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${output.slice(-4000)}`);
  return output;
};

export const podman = (...args: string[]): Promise<string> => mustRun('podman', [...STORE, ...args]);
export const tryPodman = (...args: string[]): Promise<Done> => run('podman', [...STORE, ...args]);

/** @param args of `buildah bud`, beginning with its own flags */
export const build = (...args: string[]): Promise<string> =>
  mustRun('buildah', [...STORE, 'bud', '--isolation', 'chroot', '--layers=false', ...args]);
/** A build of several stages leaves one of them mounted. */
export const tidy = async (): Promise<void> => {
  await run('buildah', [...STORE, 'rm', '--all']);
  await run('buildah', [...STORE, 'rmi', '--prune']);
};
export const hasImage = async (name: string): Promise<boolean> =>
  (await run('buildah', [...STORE, 'inspect', '--type', 'image', name])).code === 0;
export const command = mustRun;

export type Engine = {
  /** `docker-compose` with this project's file. */
  readonly compose: (env: NodeJS.ProcessEnv, ...args: string[]) => Promise<Done>;
  readonly close: () => Promise<void>;
};

export const startEngine = async (): Promise<Engine> => {
  prepare();
  rmSync(SOCKET, { force: true });
  const service: ChildProcess = spawn('podman', [...STORE, 'system', 'service', '--time=0', `unix://${SOCKET}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CONTAINERS_CONF: SETTINGS },
  });
  let said = '';
  service.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const hasEnded = (): boolean => service.exitCode !== null || service.signalCode !== null;
  const endNow = (): void => void service.kill('SIGKILL');
  process.once('exit', endNow);
  const giveUpAtMs = performance.now() + START_TIMEOUT_MS;
  while (!existsSync(SOCKET)) {
    if (hasEnded() || performance.now() > giveUpAtMs) throw new Error(`podman's service did not come up: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return {
    compose: (env, ...args) =>
      run('docker-compose', args, {
        ...env,
        DOCKER_HOST: `unix://${SOCKET}`,
        COMPOSE_PROJECT_NAME: 'patio-test',
        COMPOSE_HTTP_TIMEOUT: '120',
      }),
    close: async () => {
      process.off('exit', endNow);
      if (hasEnded()) return;
      const exit = once(service, 'exit');
      service.kill('SIGTERM');
      const late = setTimeout(endNow, 5000);
      await exit;
      clearTimeout(late);
      // or the folder could not be deleted; whoever comes next mounts it again
      await run('umount', [join(FOLDER, 'store', 'overlay')]);
    },
  };
};
