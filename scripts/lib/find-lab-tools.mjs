/**
 * May the NAT lab (`tests/lab`) run here? It makes network namespaces and routers, so it needs Linux, root, iproute2,
 * nftables and coturn; Debian's packages are installed if they are missing. Tried out, not guessed: a container may have
 * all of it and still not be allowed to.
 */
import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.mjs';
import { findCoturn } from './find-coturn.mjs';

const PACKAGES = { ip: 'iproute2', nft: 'nftables', nsenter: 'util-linux', turnutils_uclient: 'coturn', turnutils_peer: 'coturn' };
/** What the lab's routers (tests/lab/nat.ts) need of this kernel. Not imported from there: an old Node, which cannot read TypeScript, runs this. */
const PROBE_RULES = `flush ruleset
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    oifname "wan" masquerade fully-random
  }
}
table ip filter {
  chain weather {
    type filter hook forward priority -10; policy accept;
    ip protocol udp numgen random mod 1000 < 10 drop
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
  }
}
`;
/** A service's PATH may lack where these are. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

const isThere = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { env }).status === 0;
const missing = () => Object.keys(PACKAGES).filter((command) => !isThere(command));

/** Named as the lab names its own, so that the next run takes it away if this one is killed here. */
const tryOut = () => {
  const name = `patiolab${process.pid}-probe`;
  const run = (args, input = '') => {
    const [command, ...rest] = args;
    const { status, stderr, error } = spawnSync(command, rest, { input, encoding: 'utf8', env });
    return status === 0 ? null : (error?.message ?? (stderr.trim().split('\n')[0] || `${command} ended with ${status}`));
  };
  const problem =
    run(['ip', 'netns', 'add', name]) ??
    run(['ip', '-n', name, 'link', 'add', 'lan', 'type', 'veth', 'peer', 'name', 'eth']) ??
    run(['ip', '-n', name, 'link', 'add', 'hub', 'type', 'bridge']) ??
    run(['nsenter', `--net=/run/netns/${name}`, 'nft', '-f', '-'], PROBE_RULES);
  run(['ip', 'netns', 'del', name]);
  return problem;
};

/** @returns {string | null} why the lab cannot run here, in words; null if it can */
export const labIsImpossible = () => {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.getuid?.() !== 0) return 'it needs root (for network namespaces)';
  const wanted = missing();
  if (wanted.length > 0) aptInstall(wanted.join(', '), [...new Set(wanted.map((command) => PACKAGES[command]))]);
  const still = missing();
  if (still.length > 0 || findCoturn() === null)
    return `it needs ${still.join(', ') || 'coturn'}: sudo apt-get install iproute2 nftables util-linux coturn`;
  const problem = tryOut();
  return problem === null ? null : `this machine does not allow network namespaces with NAT (${problem})`;
};
