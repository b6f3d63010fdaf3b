/**
 * A double of an SFU inside the page, for tests of the exchange: real peer connections carry what one member publishes to
 * each who wants it, but nobody forwards, re-encodes or encrypts. The real one is in the e2e tests and benches.
 */
import { signal, type Signal } from '@preact/signals-core';
import { peerId, type PeerId } from '../../domain/ids.ts';
import { LINE_NAMES, type LineName, type OwnTracks } from './line-plan.ts';
import type { SfuConnection, SfuState, SfuTrack, SfuWant } from './sfu/sfu-driver.ts';
import { createLinkedPair, type LinkedPair } from './testing.ts';

type Remote = ReadonlyMap<PeerId, Partial<Readonly<Record<LineName, SfuTrack>>>>;
type Member = {
  readonly id: PeerId;
  readonly state: Signal<SfuState>;
  readonly participants: Signal<ReadonlyMap<PeerId, ReadonlySet<LineName>>>;
  readonly remote: Signal<Remote>;
  tracks: OwnTracks;
  wants: ReadonlyMap<PeerId, SfuWant>;
  allowed: ReadonlySet<PeerId>;
};

export type SfuDouble = {
  /** @param kinds which go this way; left out: all. */
  readonly join: (name: string, kinds?: ReadonlySet<LineName>) => SfuConnection;
  /** Media stops. @param isNoticed its connections know; else they go on believing that they are open. */
  readonly die: (isNoticed: boolean) => void;
  /** What this member is subscribed to now. */
  readonly wantsOf: (name: string) => ReadonlyMap<PeerId, SfuWant>;
  readonly publishedBy: (name: string) => OwnTracks;
  /** Whom this member's media is given to. */
  readonly allowedBy: (name: string) => ReadonlySet<PeerId>;
  readonly close: () => void;
};

const NOTHING: OwnTracks = { audio: null, camera: null, screen: null };

export const createSfuDouble = (): SfuDouble => {
  const members = new Map<PeerId, Member>();
  const pairs = new Map<string, LinkedPair>();
  let isDead = false;

  const lineBetween = (from: Member, to: Member, kind: LineName): { sender: RTCRtpSender; receiver: RTCRtpReceiver } | null => {
    const pair = pairs.get(`${from.id} ${to.id}`) ?? pairs.get(`${to.id} ${from.id}`);
    if (pair === undefined) return null;
    const isFirst = pairs.has(`${from.id} ${to.id}`);
    const [out, back] = isFirst ? [pair.toB, pair.toA] : [pair.toA, pair.toB];
    const [sends, gets] = [out.lines.peek()?.[kind], back.lines.peek()?.[kind]];
    return sends === undefined || gets === undefined ? null : { sender: sends.sender, receiver: gets.receiver };
  };

  const wantsKind = (member: Member, from: PeerId, kind: LineName): boolean => {
    const want = member.wants.get(from)?.[kind];
    return want === true || (typeof want === 'number' && want > 0);
  };

  const serve = (): void => {
    const open = [...members.values()].filter(({ state }) => state.peek() === 'open');
    for (const member of open) {
      const others = open.filter((one) => one !== member);
      member.participants.value = new Map(
        others.map(({ id, tracks }) => [id, new Set(LINE_NAMES.filter((kind) => tracks[kind] !== null))] as const),
      );
      const brought = others.map((other) => {
        const kinds: Partial<Record<LineName, SfuTrack>> = {};
        for (const kind of LINE_NAMES) {
          const line = lineBetween(other, member, kind);
          const track = other.allowed.has(member.id) && wantsKind(member, other.id, kind) ? other.tracks[kind] : null;
          if (line === null) continue;
          if (line.sender.track !== track && !isDead) void line.sender.replaceTrack(track);
          if (track !== null) kinds[kind] = { track: line.receiver.track, receiver: line.receiver };
        }
        return [other.id, kinds] as const;
      });
      member.remote.value = new Map(brought);
    }
  };

  const connect = async (member: Member): Promise<void> => {
    const before = [...members.values()].filter((one) => one !== member);
    await Promise.all(
      before.map(async (one) => pairs.set(`${one.id} ${member.id}`, await createLinkedPair(String(one.id), String(member.id)))),
    );
    if (isDead || member.state.peek() !== 'connecting') return;
    member.state.value = 'open';
    serve();
  };

  const leave = (member: Member, state: SfuState): void => {
    member.state.value = state;
    member.remote.value = new Map();
    member.participants.value = new Map();
  };

  return {
    join: (name, kinds) => {
      const member: Member = {
        id: peerId(name),
        state: signal<SfuState>('connecting'),
        participants: signal(new Map()),
        remote: signal<Remote>(new Map()),
        tracks: NOTHING,
        wants: new Map(),
        allowed: new Set(),
      };
      members.set(member.id, member);
      if (isDead) member.state.value = 'lost';
      else void connect(member);
      const { state, participants, remote } = member;
      return {
        ...(kinds !== undefined && { kinds }),
        state,
        participants,
        remote,
        publish: (tracks) => {
          member.tracks = tracks;
          serve();
        },
        allow: (peers) => {
          member.allowed = peers;
          serve();
        },
        want: (wanted) => {
          member.wants = wanted;
          serve();
        },
        stats: () => Promise.reject(new Error('A double has no figures')),
        close: () => {
          leave(member, 'closed');
          members.delete(member.id);
          serve();
          return Promise.resolve();
        },
      };
    },
    die: (isNoticed) => {
      isDead = true;
      for (const pair of pairs.values()) pair.close();
      if (isNoticed) for (const member of members.values()) leave(member, 'lost');
    },
    wantsOf: (name) => members.get(peerId(name))?.wants ?? new Map(),
    allowedBy: (name) => members.get(peerId(name))?.allowed ?? new Set(),
    publishedBy: (name) => members.get(peerId(name))?.tracks ?? NOTHING,
    close: () => {
      for (const pair of pairs.values()) pair.close();
      members.clear();
    },
  };
};
