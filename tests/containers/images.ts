/**
 * The images that compose starts. The relay's is built from the real Dockerfile; what a registry would give it, and what it
 * would give for coturn, LiveKit and Caddy, are stand-ins made of Debian's packages and of the programs that the tests use
 * anyway: no registry can be reached from a test. They are like the originals where it matters: Node in /usr/local/bin, no
 * shell beside the relay, a file capability on coturn and Caddy, the same command lines.
 */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, command, FOLDER, hasImage, prepare, ROOT } from './engine.ts';

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
    ...hooks.map((hook) => `--customize-hook=${hook}`),
    'bookworm',
    `${file}.new.tar`,
  ]);
  renameSync(`${file}.new.tar`, file);
  return file;
};

/** An image of a folder that holds only what its few lines name. */
const small = async (name: string, lines: readonly string[], files: Readonly<Record<string, string>>): Promise<void> => {
  const context = join(FOLDER, 'contexts', name.replace(/.*\//, ''));
  rmSync(context, { recursive: true, force: true });
  mkdirSync(context, { recursive: true });
  for (const [as, from] of Object.entries(files)) copyFileSync(from, join(context, as));
  writeFileSync(join(context, 'Containerfile'), `${lines.join('\n')}\n`);
  await build('--quiet', '--tag', name, context);
  rmSync(context, { recursive: true, force: true });
};

const binding = (program: string): string => `setcap cap_net_bind_service=+ep "$1${program}"`;
const USER = 'USER 65534:65534';

/** @param livekit the server's program */
export const buildImages = async (livekit: string): Promise<void> => {
  prepare();
  const node = join(ROOT, 'node_modules', 'node', 'bin', 'node');
  const [runtime, turn, https, busybox] = await Promise.all([
    debian('runtime', ['libc6', 'libstdc++6', 'libgcc-s1']),
    debian('turn', ['coturn', 'libcap2'], [binding('/usr/bin/turnserver')]),
    debian('https', ['caddy'], [binding('/usr/bin/caddy')]),
    debian('busybox', ['busybox-static'], ['ln -s busybox "$1/bin/wget"']),
  ]);
  await command(process.execPath, [join(ROOT, 'scripts', 'pack-relay.mjs')]);
  if (!(await hasImage(RUNTIME))) await small(RUNTIME, ['FROM scratch', 'ADD runtime.tar /'], { 'runtime.tar': runtime });
  if (!(await hasImage(NODE))) await small(NODE, [`FROM ${RUNTIME}`, 'COPY node /usr/local/bin/node'], { node });
  const given = { NODE_IMAGE: NODE, RUNTIME_IMAGE: RUNTIME, PARTS: 'checkout' };
  const args = Object.entries(given).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  await build('--quiet', ...args, '--file', join(ROOT, 'deploy', 'relay', 'Dockerfile'), '--tag', IMAGES.relay, ROOT);
  if (!(await hasImage(IMAGES.turn)))
    await small(IMAGES.turn, ['FROM scratch', 'ADD turn.tar /', USER, 'ENTRYPOINT ["/usr/bin/turnserver"]'], { 'turn.tar': turn });
  if (!(await hasImage(IMAGES.sfu)))
    await small(
      IMAGES.sfu,
      ['FROM scratch', 'ADD busybox.tar /', 'COPY livekit-server /livekit-server', 'ENTRYPOINT ["/livekit-server"]'],
      { 'busybox.tar': busybox, 'livekit-server': livekit },
    );
  if (!(await hasImage(IMAGES.https))) await small(IMAGES.https, ['FROM scratch', 'ADD https.tar /'], { 'https.tar': https });
};
