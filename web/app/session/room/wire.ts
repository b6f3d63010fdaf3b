/** Wishes and verdicts between the wire's plain strings and the rules' branded ids. Decides nothing. */
import { doorId, type PeerId, peerId, seatId, zoneId } from '../../../../domain/ids.ts';
import type { Judgement, Wish } from '../../../../domain/policy/steward/claims.ts';
import type { HeardVerdict } from '../../../../domain/policy/steward/verdicts.ts';
import type { ControlMessageOf } from '../../../../domain/wire/control.ts';
import type { WorldPoint } from '../../../../domain/world/map.ts';

export type Intent = ControlMessageOf<'intent'>;
export type Verdict = ControlMessageOf<'verdict'>;

export const wishOf = (wish: Intent['wish']): Wish => {
  if (wish.kind === 'seat') return { kind: 'seat', seat: seatId(wish.seat) };
  if (wish.kind === 'place') return { kind: 'place', zone: zoneId(wish.zone) };
  if (wish.kind === 'passage') return { kind: 'passage', door: doorId(wish.door) };
  return { ...wish, door: doorId(wish.door) };
};

export const heardVerdict = (from: PeerId, verdict: Verdict): HeardVerdict => ({
  from,
  to: peerId(verdict.to),
  wish: wishOf(verdict.wish),
  granted: verdict.granted,
  why: verdict.why,
  holder: verdict.holder === null ? null : peerId(verdict.holder),
});

/** The same point as it can be sent: finite, and not outside of any map. */
export const sendable = ({ x, y }: WorldPoint): WorldPoint => ({ x: Math.min(1024, Math.max(0, x)), y: Math.min(1024, Math.max(0, y)) });

export const verdictOn = (wish: Wish, judgement: Judgement, rest: Pick<Verdict, 'room' | 'term' | 'order' | 'to' | 'n'>): Verdict => ({
  t: 'verdict',
  ...rest,
  wish,
  ...judgement,
  at: judgement.at === null ? null : sendable(judgement.at),
});
