/**
 * The real Janus with its VideoRoom plugin, for the tests of the driver's contract: an SFU that shares nothing with LiveKit but
 * WebRTC. Debian's package; never shipped. Finding it here installs nothing: `scripts/lib/find-janus.mjs` does. Ends only
 * what it started.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startServerProcess, untilUp } from './server-process.ts';
import { freePort } from './servers.ts';
import type { SfuGrant, SfuServer } from './sfu-commands.ts';

const PROGRAMS = ['/usr/bin/janus', '/opt/janus/bin/janus'];
const LIBRARIES = ['/usr/lib/x86_64-linux-gnu/janus', '/usr/lib/aarch64-linux-gnu/janus', '/opt/janus/lib/janus', '/usr/lib/janus'];
const PLUGIN = 'janus.plugin.videoroom';
const START_TIMEOUT_MS = 30_000;
const PEOPLE_PER_ROOM = 50;

/** @returns the server's path, or null: then the suite says so and is skipped */
export const findJanus = (): string | null =>
  [process.env['PATIO_JANUS'], ...PROGRAMS].find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;

/** Janus passes over the loopback interface in any case. What goes to an address of this machine does not leave it either. */
const ownAddress = (): string =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? 'lo';

const othersThan = (folder: string, wanted: string): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.so') && name !== wanted)
    .join(',');

type Secrets = { readonly tokens: string; readonly rooms: string };

/** Janus' own format: strings in double quotes. Everything that these tests do not need is switched off. */
const writeConfiguration = (folder: string, libraries: string, port: number, secrets: Secrets): void => {
  const [plugins, transports] = [join(libraries, 'plugins'), join(libraries, 'transports')];
  const none = join(folder, 'none');
  const files = {
    'janus.jcfg': `
      general: {
        configs_folder = "${folder}"
        plugins_folder = "${plugins}"
        transports_folder = "${transports}"
        events_folder = "${none}"
        loggers_folder = "${none}"
        debug_level = 4
        debug_colors = false
        token_auth = true
        token_auth_secret = "${secrets.tokens}"
      }
      nat: { ice_enforce_list = "${ownAddress()}" }
      plugins: { disable = "${othersThan(plugins, 'libjanus_videoroom.so')}" }
      transports: { disable = "${othersThan(transports, 'libjanus_websockets.so')}" }`,
    'janus.transport.websockets.jcfg': `
      general: { json = "compact", ws = true, ws_ip = "127.0.0.1", ws_port = ${String(port)}, wss = false }
      admin: { admin_ws = false }`,
    'janus.plugin.videoroom.jcfg': `general: { admin_key = "${secrets.rooms}", string_ids = true, events = false }`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
};

/** Signed as Janus' core and plugins check it: a time, for whom, and what it opens. */
const sign = (secret: string, realm: string, descriptor: string, seconds: number): string => {
  const said = `${String(Math.floor(Date.now() / 1000) + seconds)},${realm},${descriptor}`;
  return `${said}:${createHmac('sha1', secret).update(said).digest('base64')}`;
};

const tokenOf = (secret: string, { room, seconds = 600 }: SfuGrant): string =>
  `${sign(secret, 'janus', PLUGIN, seconds)} ${sign(secret, PLUGIN, `room=${room}`, seconds)}`;

/** What a relay would do for each room and epoch: Janus makes none by itself. */
const makeRoom = async (url: string, room: string, secrets: Secrets): Promise<void> => {
  const socket = new WebSocket(url, 'janus-protocol');
  await once(socket, 'open');
  const token = sign(secrets.tokens, 'janus', PLUGIN, 60);
  const ask = async (request: object): Promise<{ readonly data?: { readonly id?: number } }> => {
    socket.send(JSON.stringify({ transaction: 'room', token, ...request }));
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(10_000) })) as [Buffer];
    const said = answer.toString();
    if (said.includes('"error"')) throw new Error(`Janus makes no room: ${said}`);
    return JSON.parse(said) as { data?: { id?: number } };
  };
  const session = { session_id: (await ask({ janus: 'create' })).data?.id };
  const handle = { ...session, handle_id: (await ask({ ...session, janus: 'attach', plugin: PLUGIN })).data?.id };
  const body = {
    request: 'create',
    admin_key: secrets.rooms,
    room,
    is_private: true,
    signed_tokens: true,
    require_e2ee: true,
    notify_joining: true,
    publishers: PEOPLE_PER_ROOM,
    bitrate: 3_000_000,
    // Janus asks once for the key frame that it needs to change layers, and Chromium passes over what comes within 300 ms
    fir_freq: 2,
    audiocodec: 'opus',
    videocodec: 'vp8',
  };
  await ask({ ...handle, janus: 'message', body });
  socket.close();
};

const answers = async (url: string, isOver: () => boolean): Promise<boolean> => {
  while (!isOver()) {
    const socket = new WebSocket(url, 'janus-protocol');
    const isOpen = await once(socket, 'open').then(
      () => true,
      () => false,
    );
    socket.terminate();
    if (isOpen) return true;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return false;
};

const startOnce = async (program: string, libraries: string): Promise<SfuServer | string> => {
  const folder = mkdtempSync(join(tmpdir(), 'patio-janus-'));
  const port = await freePort();
  const secrets = { tokens: randomBytes(24).toString('hex'), rooms: randomBytes(24).toString('hex') };
  writeConfiguration(folder, libraries, port, secrets);
  const server = startServerProcess(program, ['-F', folder], { cwd: folder });
  const close = async (): Promise<void> => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `ws://127.0.0.1:${String(port)}`;
  const giveUpAtMs = performance.now() + START_TIMEOUT_MS;
  if (!(await answers(url, () => server.hasEnded() || performance.now() > giveUpAtMs))) {
    await close();
    return server.log();
  }
  const rooms = new Map<string, Promise<void>>();
  return {
    url,
    token: async (grant) => {
      const made = rooms.get(grant.room) ?? makeRoom(url, grant.room, secrets);
      rooms.set(grant.room, made);
      await made;
      return tokenOf(secrets.tokens, grant);
    },
    signal: server.signal,
    log: server.log,
    close,
  };
};

/** @throws Error with Janus' own words if it does not come up */
export const startJanus = async (): Promise<SfuServer> => {
  const program = findJanus();
  const libraries = LIBRARIES.find((path) => existsSync(join(path, 'plugins', 'libjanus_videoroom.so')));
  if (program === null || libraries === undefined) throw new Error('No Janus to test with. Install it with: sudo apt-get install janus');
  return untilUp('Janus', () => startOnce(program, libraries));
};
