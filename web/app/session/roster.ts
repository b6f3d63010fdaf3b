/**
 * Who else is here beyond one's own links: members that linked peers tell of. Keeps the freshest word on each, forgets the
 * silent. What a roster says is hearsay: it is shown and dialled, never trusted; only a link proves who somebody is.
 */
import { type IdentityId, identityId, type PeerId, peerId, type ZoneId, zoneId } from '../../../domain/ids.ts';
import type { AvatarLook, AvatarPose, Status } from '../../../domain/presence/avatar.ts';
import { type ControlMessageOf, MAX_ROSTER_ENTRIES } from '../../../domain/wire/control.ts';

export type Member = {
  readonly peerId: PeerId;
  readonly identity: IdentityId;
  readonly name: string;
  readonly look: AvatarLook;
  readonly status: Status;
  readonly zoneId: ZoneId | null;
  readonly x: number;
  readonly y: number;
  readonly heardAtMs: number;
};

/** A member of whom nobody spoke for this long is gone. */
export const MEMBER_LIFETIME_MS = 20_000;
/** Who said goodbye to me, or fell silent, is gone; for so long others may still tell of them, because they do not know yet. */
export const FAREWELL_MS = 6_000;
/** More than any place without a server carries. */
const MAX_MEMBERS = 512;

export type Roster = {
  readonly members: () => ReadonlyMap<PeerId, Member>;
  /** @returns those who were not known before */
  readonly hear: (message: ControlMessageOf<'roster'>, nowMs: number) => readonly PeerId[];
  readonly forget: (peer: PeerId) => void;
  /** Forgets who left, or died; hearsay about them is not believed for a while. */
  readonly gone: (peer: PeerId, nowMs: number) => void;
  readonly expire: (nowMs: number) => void;
};

export const createRoster = (self: () => PeerId): Roster => {
  const members = new Map<PeerId, Member>();
  const goneAtMs = new Map<PeerId, number>();
  return {
    members: () => members,
    hear: (message, nowMs) => {
      const news: PeerId[] = [];
      for (const entry of message.members) {
        const id = peerId(entry.peer);
        const heardAtMs = nowMs - entry.ageMs;
        const known = members.get(id);
        if (nowMs - (goneAtMs.get(id) ?? -Infinity) < FAREWELL_MS) continue;
        if (id === self() || entry.ageMs > MEMBER_LIFETIME_MS || (known !== undefined && known.heardAtMs >= heardAtMs)) continue;
        if (known === undefined && members.size >= MAX_MEMBERS) continue;
        if (known === undefined) news.push(id);
        members.set(id, {
          peerId: id,
          identity: identityId(entry.identity),
          name: entry.name,
          look: entry.look,
          status: entry.status,
          zoneId: entry.zone === null ? null : zoneId(entry.zone),
          x: entry.x,
          y: entry.y,
          heardAtMs,
        });
      }
      return news;
    },
    forget: (peer) => void members.delete(peer),
    gone: (peer, nowMs) => {
      members.delete(peer);
      goneAtMs.set(peer, nowMs);
    },
    expire: (nowMs) => {
      for (const [id, atMs] of goneAtMs) if (nowMs - atMs >= FAREWELL_MS) goneAtMs.delete(id);
      for (const [id, member] of members) if (nowMs - member.heardAtMs > MEMBER_LIFETIME_MS) members.delete(id);
    },
  };
};

export type Speaker = {
  readonly peerId: PeerId;
  readonly identity: IdentityId;
  readonly profile: ControlMessageOf<'profile'>;
  readonly pose: AvatarPose;
  readonly zoneId: ZoneId | null;
  readonly ageMs: number;
};

const hundredths = (tiles: number): number => Math.round(tiles * 100) / 100;

/** What I tell others: those I see myself first, then hearsay by age, within the limit of one message. */
export const rosterMessage = (seen: readonly Speaker[], hearsay: Iterable<Member>, nowMs: number): ControlMessageOf<'roster'> => {
  const direct = seen.map((s) => ({
    peer: s.peerId,
    identity: s.identity,
    name: s.profile.name,
    look: s.profile.look,
    status: s.profile.status,
    zone: s.zoneId,
    x: hundredths(s.pose.x),
    y: hundredths(s.pose.y),
    ageMs: Math.max(0, Math.round(s.ageMs)),
  }));
  const known = new Set(direct.map((d) => d.peer));
  const indirect = [...hearsay]
    .filter((m) => !known.has(m.peerId))
    .toSorted((a, b) => b.heardAtMs - a.heardAtMs)
    .map((m) => ({
      peer: m.peerId,
      identity: m.identity,
      name: m.name,
      look: m.look,
      status: m.status,
      zone: m.zoneId,
      x: m.x,
      y: m.y,
      ageMs: Math.max(0, Math.round(nowMs - m.heardAtMs)),
    }));
  return { t: 'roster', members: [...direct, ...indirect].slice(0, MAX_ROSTER_ENTRIES) };
};
