/**
 * People in a room of a real SFU, for tests: each hums a tone of their own and shows a picture, and their connections come
 * from a driver as the product uses it. The servers run beside the test runner (tests/support/sfu-commands.ts).
 */
import { commands } from 'vitest/browser';
import { peerId, type PeerId } from '../../../domain/ids.ts';
import { createEar, createPicture, createTone, until, type Ear } from '../testing.ts';
import { liveKitDriver } from './livekit-driver.ts';
import type { MediaKind, SfuConnection, SfuConnectOptions, SfuDriver, SfuWant } from './sfu-driver.ts';

/** `babbler` says yes to everybody, and then garbage. */
export type Product = 'LiveKit' | 'Janus' | 'babbler';
type Signal = 'SIGKILL' | 'SIGSTOP' | 'SIGCONT';
export type Grant = { readonly room: string; readonly identity: string; readonly sources?: readonly string[]; readonly seconds?: number };
type Commands = {
  readonly hasSfu: (product: Product) => Promise<boolean>;
  readonly startSfu: (product: Product) => Promise<{ readonly id: number; readonly url: string }>;
  readonly sfuToken: (id: number, grant: Grant) => Promise<string>;
  readonly signalSfu: (id: number, signal: Signal) => Promise<void>;
  readonly endSfu: (id: number) => Promise<void>;
};
const runner = commands as unknown as Commands;

export const hasSfu = (product: Product): Promise<boolean> => runner.hasSfu(product);
export const hasLiveKit = (): Promise<boolean> => hasSfu('LiveKit');

export type TestServer = {
  readonly url: string;
  readonly driver: SfuDriver;
  readonly token: (grant: Grant) => Promise<string>;
  readonly signal: (signal: Signal) => Promise<void>;
  readonly end: () => Promise<void>;
};

export const startSfu = async (product: Product, driver: SfuDriver): Promise<TestServer> => {
  const { id, url } = await runner.startSfu(product);
  return {
    url,
    driver,
    token: (grant) => runner.sfuToken(id, grant),
    signal: (signal) => runner.signalSfu(id, signal),
    end: () => runner.endSfu(id),
  };
};
export const startServer = (): Promise<TestServer> => startSfu('LiveKit', liveKitDriver);

export const KEY = new Uint8Array(32).fill(42);
export const HZ = { ann: 440, bob: 617, eve: 893 } as const;
export type Name = keyof typeof HZ;
const NAMES = Object.keys(HZ) as Name[];
export const EVERYTHING: SfuWant = { audio: true, camera: 720, screen: 1080 };

export type Member = {
  readonly id: PeerId;
  readonly connection: SfuConnection;
  readonly voice: MediaStreamTrack;
  readonly picture: MediaStreamTrack;
  /** An ear at the track of that person; waits until there is one. */
  readonly earFor: (name: Name) => Promise<Ear>;
  /** Plays that person's camera; waits until there is one. */
  readonly videoOf: (name: Name) => Promise<HTMLVideoElement>;
  readonly receives: (name: Name, kind: MediaKind) => boolean;
};

type MemberOptions = Partial<SfuConnectOptions> & { readonly grant?: Partial<Grant>; readonly allows?: readonly Name[] };

export type Company = {
  readonly room: string;
  /** @param options `allows`: who may receive this member; everybody of this company unless said. */
  readonly member: (name: Name, options?: MemberOptions) => Promise<Member>;
  readonly wantAll: (...members: readonly Member[]) => void;
  readonly leave: () => Promise<void>;
};

let rooms = 0;

export const createCompany = (server: TestServer): Company => {
  rooms += 1;
  const room = `room-${String(rooms)}-${crypto.randomUUID()}`;
  const ends: (() => unknown)[] = [];

  const member: Company['member'] = async (name, { grant, allows = NAMES, ...options } = {}) => {
    const id = peerId(name);
    const context = new AudioContext();
    const tone = createTone(context, HZ[name]);
    const picture = createPicture(1280, 720);
    const newToken = (more?: Partial<Grant>): Promise<string> => server.token({ room, identity: name, ...more });
    const connection = server.driver.connect({
      url: server.url,
      token: await newToken(grant),
      renew: newToken,
      mediaKey: KEY,
      selfId: id,
      ...options,
    });
    connection.allow(new Set(allows.map(peerId)));
    ends.push(
      () => connection.close(),
      () => {
        tone.close();
        picture.close();
      },
      () => context.close(),
    );
    const trackOf = async (other: Name, kind: MediaKind): Promise<MediaStreamTrack> => {
      const now = (): MediaStreamTrack | undefined => connection.remote.value.get(peerId(other))?.[kind]?.track;
      await until(() => now() !== undefined, 20_000);
      return now() as MediaStreamTrack;
    };
    return {
      id,
      connection,
      voice: tone.track,
      picture: picture.track,
      earFor: async (other) => {
        const element = new Audio();
        Object.assign(element, { muted: false, srcObject: new MediaStream([await trackOf(other, 'audio')]) });
        await element.play();
        const ear = createEar(context, element);
        ends.unshift(ear.close, () => (element.srcObject = null));
        return ear;
      },
      videoOf: async (other) => {
        const video = document.createElement('video');
        Object.assign(video, { muted: true, srcObject: new MediaStream([await trackOf(other, 'camera')]) });
        ends.unshift(() => (video.srcObject = null));
        await video.play();
        return video;
      },
      receives: (other, kind) => connection.remote.value.get(peerId(other))?.[kind] !== undefined,
    };
  };

  return {
    room,
    member,
    wantAll: (...members) => {
      for (const { id, connection } of members) {
        const others = NAMES.map(peerId).filter((other) => other !== id);
        connection.want(new Map(others.map((other) => [other, EVERYTHING])));
      }
    },
    leave: async () => {
      for (const end of ends.splice(0)) await end();
    },
  };
};
