/**
 * One installation, as its operator would have it: a config.yaml, a .env, volumes, and what compose makes of them. Every
 * port is a free one, so that it stands beside whatever else runs here.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createPlace } from '../../domain/place/genesis.ts';
import { formatPlaceLink } from '../../domain/place/place-link.ts';
import { policyOfHeads } from '../support/room.ts';
import { freePort } from '../support/servers.ts';
import { type Done, type Engine, FOLDER, podman, startEngine, tryPodman } from './engine.ts';
import { IMAGES } from './images.ts';

export type Service = 'configure' | 'relay' | 'turn' | 'sfu' | 'https';
const PROJECT = 'patio-test';
const RELAY_PORTS = 24;

export type Stack = {
  readonly ports: Readonly<Record<'web' | 'turn' | 'sfu' | 'sfuUdp' | 'sfuTcp' | 'https', number>>;
  readonly origin: string;
  /** Over the defaults of this test; written to where the containers read it. */
  readonly configure: (config: object) => void;
  readonly up: (profiles: readonly string[], ...services: Service[]) => Promise<Done>;
  readonly compose: (...args: string[]) => Promise<Done>;
  readonly logs: (service: Service) => Promise<string>;
  /** What the engine knows of a container. */
  readonly inspect: (service: Service) => Promise<Inspected>;
  readonly exec: (service: Service, ...command: string[]) => Promise<Done>;
  readonly container: (service: Service) => Promise<string>;
  /** What is in a file of a volume, or null. */
  readonly inVolume: (volume: string, file: string) => Promise<string | null>;
  readonly newPlace: (origin?: string) => string;
  readonly close: () => Promise<void>;
};

export type Inspected = {
  readonly State: { readonly Status: string; readonly ExitCode: number };
  readonly Config: { readonly User: string; readonly Env: readonly string[]; readonly Cmd: readonly string[] | null };
  readonly HostConfig: { readonly ReadonlyRootfs: boolean; readonly SecurityOpt: readonly string[]; readonly CapDrop: readonly string[] };
  readonly Mounts: readonly { readonly Name?: string; readonly Source: string; readonly Destination: string; readonly RW: boolean }[];
};

export const startStack = async (): Promise<Stack> => {
  const engine: Engine = await startEngine();
  const folder = join(FOLDER, 'stack');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const ports = {
    web: await freePort(),
    turn: await freePort(),
    sfu: await freePort(),
    sfuUdp: await freePort(),
    sfuTcp: await freePort(),
    https: await freePort(),
  };
  const firstRelayPort = 23_000 + randomInt(80) * RELAY_PORTS;
  const file = join(folder, 'config.yaml');
  const base = {
    policy: policyOfHeads(2),
    iceServers: [{ urls: [`stun:self:${ports.web}`] }],
    turn: {
      urls: [`turn:self:${ports.turn}?transport=udp`, `turn:self:${ports.turn}?transport=tcp`],
      secretFile: '.data/secrets/turn',
      relayPorts: `${firstRelayPort}-${firstRelayPort + RELAY_PORTS - 1}`,
    },
    sfu: { url: `self:${ports.sfu}`, keysFile: '.data/secrets/livekit-keys.yaml', rtcPort: ports.sfuUdp, tcpPort: ports.sfuTcp },
  };
  // in place: the containers have this very file
  const configure = (config: object): void => writeFileSync(file, stringify({ ...base, ...config }), { mode: 0o644 });
  configure({});
  let profiles = '';
  const env = (): NodeJS.ProcessEnv => ({
    COMPOSE_PROFILES: profiles,
    PATIO_CONFIG: file,
    PATIO_PORT: String(ports.web),
    PATIO_TURN_PORT: String(ports.turn),
    PATIO_SFU_PORT: String(ports.sfu),
    PATIO_SFU_UDP_PORT: String(ports.sfuUdp),
    PATIO_SFU_TCP_PORT: String(ports.sfuTcp),
    PATIO_HTTPS_PORT: String(ports.https),
    PATIO_HTTP_PORT: '0',
    PATIO_HOST: '127.0.0.1',
    PATIO_RELAY_IMAGE: IMAGES.relay,
    PATIO_TURN_IMAGE: IMAGES.turn,
    PATIO_SFU_IMAGE: IMAGES.sfu,
    PATIO_HTTPS_IMAGE: IMAGES.https,
  });
  const compose = (...args: string[]): Promise<Done> => engine.compose(env(), ...args);
  const container = async (service: Service): Promise<string> => {
    const labels = [`com.docker.compose.project=${PROJECT}`, `com.docker.compose.service=${service}`];
    return (await podman('ps', '--all', '--quiet', ...labels.flatMap((label) => ['--filter', `label=${label}`]))).trim();
  };
  const down = async (): Promise<void> => {
    profiles = 'turn,sfu,https';
    await compose('down', '--volumes', '--timeout', '3');
  };
  // what an earlier test left when it was killed
  await down();
  return {
    ports,
    origin: `http://127.0.0.1:${ports.web}`,
    configure,
    compose,
    container,
    up: (wanted, ...services) => {
      profiles = wanted.join(',');
      return compose('up', '--detach', '--no-build', ...services);
    },
    logs: async (service) => podman('logs', await container(service)),
    inspect: async (service) => (JSON.parse(await podman('inspect', await container(service))) as [Inspected])[0],
    exec: async (service, ...command) => tryPodman('exec', await container(service), ...command),
    inVolume: async (volume, name) => {
      const mountpoint = (await podman('volume', 'inspect', '--format', '{{.Mountpoint}}', `${PROJECT}_${volume}`)).trim();
      try {
        return readFileSync(join(mountpoint, name), 'utf8');
      } catch {
        return null;
      }
    },
    newPlace: (origin = `http://127.0.0.1:${ports.web}`) =>
      formatPlaceLink(
        `${origin}/`,
        createPlace((count) => new Uint8Array(randomBytes(count)), Date.now() / 1000),
      ),
    close: async () => {
      await down();
      await engine.close();
    },
  };
};
