/**
 * Network namespaces of the lab, all named `patiolab<pid>-…`: whoever comes later sees whose they are, and takes away those
 * of a run that is no more. Virtual cables have both ends inside, so they go with them; outside nothing is ever changed.
 * Knows nothing of routers (`internet.ts`). Linux, as root, with iproute2 and util-linux.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const FOLDER = '/run/netns';
const NAME = /^patiolab(\d+)-[\w-]+$/;
const PREFIX = `patiolab${process.pid}-`;
let made = 0;

/** A service's PATH may lack where these tools are. */
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };
const run = (command: string, args: readonly string[], input = ''): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', env });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ended with ${status}\n${stderr}${stdout}${input}`);
  return stdout;
};

export type Namespace = {
  readonly name: string;
  /** In front of a command: runs it inside. */
  readonly inside: readonly [string, ...string[]];
  /** Lines of `ip -batch`. */
  readonly ip: (...lines: readonly string[]) => void;
  readonly run: (command: string, args: readonly string[], input?: string) => string;
  /** Ends what still runs inside, which can only be ours, and takes the namespace away. */
  readonly remove: () => void;
};

/** A process may end between being listed and being ended. */
const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const remove = (name: string): void => {
  if (!existsSync(`${FOLDER}/${name}`)) return;
  for (const pid of run('ip', ['netns', 'pids', name]).split('\n').filter(Boolean)) end(Number(pid));
  run('ip', ['netns', 'del', name]);
};

const isAlive = (pid: string): boolean => {
  try {
    // a number that was given away again is no lab of ours
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('playwright');
  } catch {
    return false;
  }
};

/** What a run left behind that was killed. */
export const sweep = (): void => {
  for (const name of existsSync(FOLDER) ? readdirSync(FOLDER) : []) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isAlive(owner)) remove(name);
  }
};

/** IPv4 only: no row of the table is about IPv6, and its own addressing would only take time. */
export const makeNamespace = (what: string): Namespace => {
  made += 1;
  const name = `${PREFIX}${made}-${what}`;
  run('ip', ['netns', 'add', name]);
  const inside: Namespace['inside'] = ['nsenter', `--net=${FOLDER}/${name}`, '--'];
  const space: Namespace = {
    name,
    inside,
    ip: (...lines) => void run('ip', ['-n', name, '-batch', '-'], `${lines.join('\n')}\n`),
    run: (command, args, input) => run(inside[0], [...inside.slice(1), command, ...args], input),
    remove: () => remove(name),
  };
  space.run('sh', ['-c', 'cd /proc/sys/net && echo 1 > ipv4/ip_forward && { [ ! -d ipv6 ] || echo 1 > ipv6/conf/all/disable_ipv6; }']);
  space.ip('link set lo up');
  return space;
};

/** A cable between two namespaces. */
export const cable = (from: Namespace, fromPort: string, to: Namespace, toPort: string): void =>
  from.ip(`link add ${fromPort} type veth peer name ${toPort} netns ${to.name}`);
