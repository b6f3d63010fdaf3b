/**
 * Who keeps a seat that two people took at once. Everybody decides the same from the same claims: whoever entered the place
 * first, then the lower peer id. Pure; nobody is asked.
 */
import type { PeerId, SeatId } from '../ids.ts';

/** Somebody's pose says that they sit here. `enteredAt` is Unix ms, from their profile. */
export type SeatClaim = { readonly peer: PeerId; readonly seat: SeatId; readonly enteredAt: number };

const comesFirst = (a: SeatClaim, b: SeatClaim): boolean => (a.enteredAt === b.enteredAt ? a.peer < b.peer : a.enteredAt < b.enteredAt);

export const seatHolders = (claims: Iterable<SeatClaim>): ReadonlyMap<SeatId, PeerId> => {
  const first = new Map<SeatId, SeatClaim>();
  for (const claim of claims) {
    const holder = first.get(claim.seat);
    if (holder === undefined || comesFirst(claim, holder)) first.set(claim.seat, claim);
  }
  return new Map([...first].map(([seat, claim]) => [seat, claim.peer]));
};

/** Must I get up, because somebody else has the better claim to my seat? */
export const mustStandUp = (self: SeatClaim, others: Iterable<SeatClaim>): boolean => {
  for (const claim of others) if (claim.seat === self.seat && claim.peer !== self.peer && comesFirst(claim, self)) return true;
  return false;
};

/** The free seat of these that comes first, for somebody who chose an object and not one of its seats. */
export const freeSeat = (seats: readonly SeatId[], holders: ReadonlyMap<SeatId, PeerId>, self: PeerId): SeatId | null =>
  seats.find((seat) => (holders.get(seat) ?? self) === self) ?? null;
