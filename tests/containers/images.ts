/**
 * The images that compose starts. The relay's is built from the real Dockerfile; what a registry would give it, and what it
 * would give for coturn, LiveKit and Caddy, are stand-ins made of Debian's packages and of the programs that the tests use
 * anyway: no registry can be reached from a test. They are like the originals where it matters: Node in /usr/local/bin, no
 * shell beside the relay, a file capability on coturn and Caddy, the same command lines.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, command, FOLDER, hasImage, prepare, ROOT, tidy } from './engine.ts';

export const IMAGES = {
  relay: 'localhost/patio-test-relay',
  turn: 'localhost/patio-test-turn',
  sfu: 'localhost/patio-test-sfu',
  https: 'localhost/patio-test-https',
} as const;
const RUNTIME = 'localhost/patio-test-runtime';
const NODE = 'localhost/patio-test-node';

/** Debian's packages unpacked, and nothing configured: enough for programs that only need their libraries. */
const debian = async (name: string, packages: readonly string[], hooks: readonly string[] = []): Promise<string> => {
  const file = join(FOLDER, `${name}.tar`);
  if (existsSync(file)) return file;
  await command('mmdebstrap', [
    '--quiet',
    '--variant=extract',
    `--include=${packages.join(',')}`,
    '--dpkgopt=path-exclude=/usr/share/doc/*',
    '--dpkgopt=path-exclude=/usr/share/man/*',
    '--dpkgopt=path-exclude=/usr/share/locale/*',
    ...hooks.map((hook) => `--extract-hook=${hook}`),
    'bookworm',
    `${file}.new.tar`,
  ]);
  renameSync(`${file}.new.tar`, file);
  return file;
};

/** An image of a folder that holds only what its few lines name. Made again when any of it is another than last time. */
const small = async (name: string, lines: readonly string[], files: Readonly<Record<string, string>>): Promise<void> => {
  const short = name.replace(/.*\//, '');
  const stamp = join(FOLDER, `${short}.stamp`);
  const sizes = Object.entries(files).map(([as, from]) => `${as} ${statSync(from).size}`);
  const wanted = [...lines, ...sizes, ''].join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && (await hasImage(name))) return;
  const context = join(FOLDER, 'contexts', short);
  rmSync(context, { recursive: true, force: true });
  mkdirSync(context, { recursive: true });
  for (const [as, from] of Object.entries(files)) copyFileSync(from, join(context, as));
  writeFileSync(join(context, 'Containerfile'), `${lines.join('\n')}\n`);
  await build('--quiet', '--tag', name, context);
  rmSync(context, { recursive: true, force: true });
  writeFileSync(stamp, wanted);
};

const binding = (program: string): string => `setcap cap_net_bind_service=+ep "$1${program}"`;
const WGET = 'ln -s busybox "$1/bin/wget"';
const USER = 'USER 65534:65534';

/** @param livekit the server's program */
export const buildImages = async (livekit: string): Promise<void> => {
  prepare();
  const node = join(ROOT, 'node_modules', 'node', 'bin', 'node');
  const [runtime, turn, https, busybox] = await Promise.all([
    debian('runtime', ['libc6', 'libstdc++6', 'libgcc-s1']),
    debian('turn', ['coturn'], [binding('/usr/bin/turnserver')]),
    debian('https', ['caddy', 'busybox-static'], [binding('/usr/bin/caddy'), WGET]),
    debian('busybox', ['busybox-static'], [WGET]),
  ]);
  await command(process.execPath, [join(ROOT, 'scripts', 'pack-relay.mjs')]);
  await small(RUNTIME, ['FROM scratch', 'ADD runtime.tar /'], { 'runtime.tar': runtime });
  await small(NODE, [`FROM ${RUNTIME}`, 'COPY node /usr/local/bin/node'], { node });
  const given = { NODE_IMAGE: NODE, RUNTIME_IMAGE: RUNTIME, PARTS: 'checkout' };
  const args = Object.entries(given).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  await build('--quiet', ...args, '--file', join(ROOT, 'deploy', 'relay', 'Dockerfile'), '--tag', IMAGES.relay, ROOT);
  await small(IMAGES.turn, ['FROM scratch', 'ADD turn.tar /', USER, 'ENTRYPOINT ["/usr/bin/turnserver"]'], { 'turn.tar': turn });
  const sfu = [`FROM ${RUNTIME}`, 'ADD busybox.tar /', 'COPY livekit-server /livekit-server', 'ENTRYPOINT ["/livekit-server"]'];
  await small(IMAGES.sfu, sfu, { 'busybox.tar': busybox, 'livekit-server': livekit });
  await small(IMAGES.https, ['FROM scratch', 'ADD https.tar /'], { 'https.tar': https });
  await tidy();
};
