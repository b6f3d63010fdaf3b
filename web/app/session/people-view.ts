/**
 * From what is known of everybody to the rows that views show. Pure; keeps the previous row of a person when nothing in it
 * changed, so that views can compare by identity.
 */
import type { PeerId, ZoneId } from '../../../domain/ids.ts';
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import { Motion } from '../../../domain/presence/avatar.ts';
import type { KnownPeer } from '../../../transports/place-link.ts';
import type { RemoteMedia } from '../../media/media.ts';
import type { Person, PersonLink } from '../../state/people.ts';
import type { PersonSettings } from '../settings-store.ts';
import type { Peer } from './peers.ts';
import type { Member } from './roster.ts';

export type PeopleSources = {
  readonly nowMs: number;
  readonly peers: ReadonlyMap<PeerId, Peer>;
  readonly hearsay: ReadonlyMap<PeerId, Member>;
  readonly known: ReadonlyMap<PeerId, KnownPeer>;
  readonly self: { readonly x: number; readonly y: number };
  readonly poseOf: (peer: PeerId) => AvatarPose | null;
  readonly zoneAt: (x: number, y: number) => ZoneId | null;
  readonly talking: ReadonlySet<PeerId>;
  readonly remote: ReadonlyMap<PeerId, RemoteMedia>;
  readonly chosen: PersonSettings;
};

const roundedTiles = (a: { x: number; y: number }, b: { x: number; y: number }): number =>
  Math.round(Math.hypot(a.x - b.x, a.y - b.y) * 2) / 2;

const LINKED: PersonLink = { status: 'linked' };
const INTERRUPTED: PersonLink = { status: 'interrupted' };
const LINKING: PersonLink = { status: 'linking' };
const UNLINKED: PersonLink = { status: 'unlinked' };

const unlinkedState = (known: KnownPeer | undefined): PersonLink => {
  if (known?.status === 'failing') return { status: 'failing', retryAtMs: known.retryAtMs };
  return known?.status === 'dialling' ? LINKING : UNLINKED;
};

const linkedPerson = (id: PeerId, peer: Peer, from: PeopleSources): Person | null => {
  const { profile, link } = peer;
  const pose = from.poseOf(id);
  if (profile === null || pose === null) return null;
  const chosen = from.chosen[link.identity];
  const remote = from.remote.get(id);
  return {
    peerId: id,
    identity: link.identity,
    name: profile.name,
    look: profile.look,
    status: profile.status,
    motion: pose.motion,
    zoneId: from.zoneAt(pose.x, pose.y),
    distanceTiles: roundedTiles(from.self, pose),
    link: link.health.peek() === 'interrupted' ? INTERRUPTED : LINKED,
    talking: from.talking.has(id),
    speaking: from.talking.has(id) && (remote?.speaking ?? false),
    micOn: peer.sends.mic,
    camOn: peer.sends.cam,
    screenOn: peer.sends.screen,
    handUp: peer.handUp,
    typing: peer.typingUntilMs > from.nowMs,
    volume: chosen?.volume ?? 1,
    muted: chosen?.muted ?? false,
    camera: remote?.camera ?? null,
    screen: remote?.screen ?? null,
  };
};

const rumouredPerson = (member: Member, from: PeopleSources): Person => ({
  peerId: member.peerId,
  identity: member.identity,
  name: member.name,
  look: member.look,
  status: member.status,
  motion: Motion.Idle,
  zoneId: member.zoneId,
  distanceTiles: roundedTiles(from.self, member),
  link: unlinkedState(from.known.get(member.peerId)),
  talking: false,
  speaking: false,
  micOn: false,
  camOn: false,
  screenOn: false,
  handUp: false,
  typing: false,
  volume: from.chosen[member.identity]?.volume ?? 1,
  muted: from.chosen[member.identity]?.muted ?? false,
  camera: null,
  screen: null,
});

const isSame = (a: Person, b: Person): boolean => {
  for (const key of Object.keys(a) as (keyof Person)[]) {
    if (a[key] === b[key]) continue;
    if (key !== 'link' && key !== 'look') return false;
    if (JSON.stringify(a[key]) !== JSON.stringify(b[key])) return false;
  }
  return true;
};

/** @returns the previous list itself when no row changed. Sorted by name, then id, so that rows stay where they are. */
export const viewPeople = (from: PeopleSources, previous: readonly Person[]): readonly Person[] => {
  const before = new Map(previous.map((p) => [p.peerId, p]));
  const rows: Person[] = [];
  const add = (person: Person): void => {
    const old = before.get(person.peerId);
    rows.push(old !== undefined && isSame(old, person) ? old : person);
  };
  for (const [id, peer] of from.peers) {
    const person = linkedPerson(id, peer, from);
    if (person !== null) add(person);
  }
  for (const member of from.hearsay.values()) if (!from.peers.has(member.peerId)) add(rumouredPerson(member, from));
  rows.sort((a, b) => a.name.localeCompare(b.name) || (a.peerId < b.peerId ? -1 : 1));
  return rows.length === previous.length && rows.every((row, i) => row === previous[i]) ? previous : rows;
};
