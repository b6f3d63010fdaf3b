/**
 * Finds what builds and runs the containers for their tests, or installs Debian's: buildah and podman with runc, compose,
 * and mmdebstrap for images that stand in for those of registries, which need no network of their own.
 */
import { existsSync } from 'node:fs';
import { aptInstall } from './apt.mjs';

const PROGRAMS = {
  buildah: ['/usr/bin/buildah'],
  podman: ['/usr/bin/podman'],
  runc: ['/usr/sbin/runc', '/usr/bin/runc'],
  'docker-compose': ['/usr/bin/docker-compose', '/usr/local/bin/docker-compose'],
  mmdebstrap: ['/usr/bin/mmdebstrap'],
  iptables: ['/usr/sbin/iptables'],
  'containernetworking-plugins': ['/usr/lib/cni/bridge', '/opt/cni/bin/bridge'],
  'golang-github-containernetworking-plugin-dnsname': ['/usr/lib/cni/dnsname', '/opt/cni/bin/dnsname'],
  'libcap2-bin': ['/usr/sbin/setcap', '/sbin/setcap'],
};

const missing = () => Object.keys(PROGRAMS).filter((name) => !PROGRAMS[name].some((path) => existsSync(path)));

/** @returns {string | null} why containers cannot be tested here, or null if they can */
export const findContainers = () => {
  if (process.platform !== 'linux') return 'containers are tested on Linux only';
  if (process.getuid?.() !== 0) return 'containers are tested by root only: their networks and mounts need it';
  if (missing().length > 0) aptInstall('container tools', missing());
  const still = missing();
  return still.length === 0 ? null : `these are missing: ${still.join(', ')}`;
};
