/**
 * The steward's side of a dispute: hears wishes, says yes or no to everybody in the room, sets right what nobody asked for:
 * two on one chair, a locked door that was opened from outside. Works only while I am the steward; keeps no world, only what
 * it granted and has not seen yet.
 */
import type { DoorId, PeerId } from '../../../../domain/ids.ts';
import type { DoorChange, DoorLedger } from '../../../../domain/policy/door-ledger.ts';
import {
  grant,
  type Ground,
  type Grants,
  judge,
  judgeDoor,
  type Judgement,
  overlaps,
  settle,
  type Wish,
} from '../../../../domain/policy/steward/claims.ts';
import type { Sight } from '../../../../domain/policy/steward/sight.ts';
import type { WorldPoint } from '../../../../domain/world/map.ts';
import { isClosed } from '../../../../domain/world/zones.ts';
import { type Verdict, verdictOn } from './wire.ts';

/** Somebody who does not get up when told is not told more often than this. */
const REMIND_MS = 1500;

export type Office = { readonly room: string; readonly term: number };

export type Judge = {
  readonly judge: (office: Office, sight: Sight, from: PeerId, n: number, at: WorldPoint, wish: Wish) => Verdict;
  /** What must be said without having been asked. */
  readonly audit: (office: Office, sight: Sight) => readonly Verdict[];
  /** @returns how the door must stand instead, if who changed it might not. `before`: the doors as they were. */
  readonly doorChanged: (
    office: Office,
    sight: Sight,
    from: PeerId,
    door: DoorId,
    before: DoorLedger,
    after: DoorLedger,
  ) => DoorChange | null;
  /** I am not the steward any more. */
  readonly forget: () => void;
};

export const createJudge = (ground: Ground): Judge => {
  let grants: Grants = new Map();
  let order = 0;
  const remindedMs = new Map<PeerId, number>();

  const say = ({ room, term }: Office, to: PeerId, n: number, wish: Wish, judgement: Judgement): Verdict =>
    verdictOn(wish, judgement, { room, term, order: ++order, to, n });

  return {
    judge: (office, sight, from, n, at, wish) => {
      grants = settle(grants, sight);
      const judgement = judge(ground, sight, grants, from, at, wish);
      if (judgement.granted) grants = grant(grants, ground, from, at, wish, sight.nowMs);
      return say(office, from, n, wish, judgement);
    },
    audit: (office, sight) => {
      grants = settle(grants, sight);
      return overlaps(sight, grants).flatMap(({ peer, seat, holder }) => {
        if (sight.nowMs - (remindedMs.get(peer) ?? -Infinity) < REMIND_MS) return [];
        remindedMs.set(peer, sight.nowMs);
        return [say(office, peer, 0, { kind: 'seat', seat }, { granted: false, why: 'taken', holder, at: null })];
      });
    },
    doorChanged: ({ room }, sight, from, door, before, after) => {
      const zone = ground.map.zones.find((z) => z.doors.includes(door));
      const [was, is] = [before.get(door), after.get(door)];
      if (zone === undefined || was === undefined || is === undefined) return null;
      // a closed room has a steward of its own, who was there when it was still closed
      if ((isClosed(zone, ground.map, before) ? zone.id : 'open') !== room) return null;
      return judgeDoor(ground, { ...sight, doors: before }, from, is).granted ? null : was;
    },
    forget: () => {
      grants = new Map();
      remindedMs.clear();
    },
  };
};
