/**
 * Which sockets speak for which place: one for each peer. A place exists while somebody of it stands at the desk. Owns no
 * lease and no epoch; says when somebody leaves and when the last one does.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Budget } from '../net/budget.ts';
import type { Client } from '../net/client.ts';
import type { Challenge } from './admission.ts';

/** Who a socket proved to be. */
export type Who = { readonly deskId: string; readonly peer: string; readonly resume: string };

export type Session = {
  readonly client: Client;
  challenge: Challenge | null;
  /** Set by a good proof, also of a place that is not served: the list may change. */
  who: Who | null;
  /** Set while admitted. */
  place: Place | null;
  /** Keys of rooms. */
  readonly watched: Set<string>;
  readonly proofs: Budget;
  readonly mints: Budget;
  /** Against holders of leases. */
  readonly voices: Budget;
};

export type Place = {
  readonly deskId: string;
  /** By peer. */
  readonly members: Map<string, Session>;
  readonly mints: Budget;
  /** Keys of rooms with an open epoch. */
  readonly epochs: Set<string>;
  /** Who may not hold the lease of which room, and until when: `roomKey/peer`. Oldest first. */
  readonly deposed: Map<string, number>;
};

export type Places = {
  /** Of the session's `who`. `replaced` is the tab's older socket, if there was one. */
  readonly join: (session: Session) => { readonly isIn: boolean; readonly replaced: Session | null };
  readonly leave: (session: Session) => void;
  readonly forgetEpoch: (key: string) => void;
  readonly counts: () => { readonly places: number; readonly members: number };
};

export type PlacesOptions = {
  readonly onLeave: (session: Session) => void;
  readonly onEmpty: (place: Place) => void;
  readonly newBudget: () => Budget;
};

const isSameTab = (a: Who, b: Who): boolean => timingSafeEqual(Buffer.from(a.resume), Buffer.from(b.resume));

export const createPlaces = ({ onLeave, onEmpty, newBudget }: PlacesOptions): Places => {
  const places = new Map<string, Place>();

  const leave = (session: Session): void => {
    const { place, who } = session;
    if (place === null || who === null) return;
    session.place = null;
    onLeave(session);
    place.members.delete(who.peer);
    if (place.members.size > 0) return;
    places.delete(place.deskId);
    onEmpty(place);
  };

  return {
    join: (session) => {
      const { who } = session;
      if (who === null) return { isIn: false, replaced: null };
      const other = places.get(who.deskId)?.members.get(who.peer) ?? null;
      if (other === session) return { isIn: true, replaced: null };
      if (other !== null && (other.who === null || !isSameTab(other.who, who))) return { isIn: false, replaced: null };
      const place = places.get(who.deskId) ?? {
        deskId: who.deskId,
        members: new Map(),
        mints: newBudget(),
        epochs: new Set(),
        deposed: new Map(),
      };
      // first in, then the older one out: a place that is never empty keeps its epochs
      places.set(who.deskId, place);
      if (other !== null) {
        other.place = null;
        onLeave(other);
        other.who = null;
      }
      place.members.set(who.peer, session);
      session.place = place;
      return { isIn: true, replaced: other };
    },
    leave,
    forgetEpoch: (key) => void places.get(key.slice(0, key.indexOf('/')))?.epochs.delete(key),
    counts: () => ({ places: places.size, members: [...places.values()].reduce((sum, { members }) => sum + members.size, 0) }),
  };
};
