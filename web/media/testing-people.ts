/**
 * People for tests of a conversation: each has a `Media` of their own on fake devices, hums their own tone, and is linked
 * with others by real connections. Instruments listen beside the product, never in its path.
 */
import type { PeerId } from '../../domain/ids.ts';
import type { PeerLink } from '../../transports/place-link.ts';
import { createMedia, type MediaOptions } from './create-media.ts';
import type { Media, PeerMediaPlan } from './media.ts';
import {
  createEar,
  createFakeDevices,
  createLinkedPair,
  createPicture,
  createTone,
  quietSettings,
  talkingPlan,
  type Ear,
  type LinkedPair,
} from './testing.ts';

/** Hz of each person's own tone: none is a multiple of another. */
export const HZ = { a: 440, b: 617, c: 893 } as const;
export type Name = keyof typeof HZ;

export type Someone = {
  readonly name: Name;
  readonly media: Media;
  readonly links: Map<PeerId, PeerLink>;
  /** The elements that play, in the order of the links. */
  readonly elements: () => readonly HTMLAudioElement[];
  /** What would come out of Web Audio. */
  readonly output: AudioNode;
  readonly graphEar: Ear;
  /** Hears what the element of that link plays. */
  readonly earAt: (index: number) => Ear;
  /** Changes plans and reconciles; `only` one person's if named. */
  readonly plan: (change?: Partial<PeerMediaPlan>, only?: Name) => void;
  readonly forget: (peer: PeerId) => void;
};

export type Gathering = {
  readonly someone: (name: Name, options?: Partial<MediaOptions>) => Someone;
  readonly introduce: (one: Someone, other: Someone) => Promise<LinkedPair>;
  readonly disperse: () => void;
};

export const createGathering = (): Gathering => {
  const ends: (() => void)[] = [];

  const someone = (name: Name, options: Partial<MediaOptions> = {}): Someone => {
    // Instruments have a context of their own: the one of the product sleeps when it is not needed.
    const context = new AudioContext();
    const ownContext = new AudioContext();
    const tone = createTone(context, HZ[name]);
    const picture = createPicture(640, 360);
    const graphEar = createEar(ownContext);
    const made: HTMLAudioElement[] = [];
    const media = createMedia({
      settings: quietSettings,
      mediaDevices: createFakeDevices(
        [
          { kind: 'audioinput', deviceId: 'mic', label: 'Tone' },
          { kind: 'videoinput', deviceId: 'cam', label: 'Canvas' },
        ],
        (device) => (device.kind === 'audioinput' ? tone.track : picture.track).clone(),
      ),
      createContext: () => ownContext,
      outputOf: () => graphEar.input,
      ...options,
      createAudio: () => {
        const element = options.createAudio?.() ?? new Audio();
        made.push(element);
        return element;
      },
    });
    const links = new Map<PeerId, PeerLink>();
    const plans = new Map<PeerId, PeerMediaPlan>();
    // The first element only answers whether volume can be set.
    const elements = (): readonly HTMLAudioElement[] => made.slice(1);
    ends.push(() => {
      media.close();
      tone.close();
      picture.close();
      void context.close();
    });
    return {
      name,
      media,
      links,
      elements,
      output: graphEar.input,
      graphEar,
      earAt: (index) => {
        const element = elements()[index];
        if (element === undefined) throw new Error('Nobody is played there');
        const ear = createEar(context, element);
        ends.push(ear.close);
        return ear;
      },
      plan: (change = {}, only) => {
        for (const peer of links.keys()) {
          if (only === undefined || peer === only) plans.set(peer, { ...talkingPlan, ...plans.get(peer), ...change });
        }
        media.reconcile(links, plans);
      },
      forget: (peer) => {
        plans.delete(peer);
        media.reconcile(links, plans);
      },
    };
  };

  return {
    someone,
    introduce: async (one, other) => {
      const pair = await createLinkedPair(one.name, other.name);
      ends.push(pair.close);
      one.links.set(pair.toB.peerId, pair.toB);
      other.links.set(pair.toA.peerId, pair.toA);
      one.plan();
      other.plan();
      return pair;
    },
    disperse: () => {
      for (const end of ends.splice(0)) end();
    },
  };
};
