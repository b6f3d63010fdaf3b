/**
 * What changed between two moments that is worth a sentence to somebody who does not look: people who came and went,
 * calls that began and ended, the room's door and mode. Pure; the words are in `change-words.ts`.
 */
import type { PeerId } from '../../../domain/ids.ts';
import type { RoomMode } from '../../../domain/policy/room-mode-names.ts';
import type { Person } from '../../state/people.ts';
import type { ZoneInfo } from '../../state/places.ts';

export type Moment = {
  /** Everyone by name. */
  readonly people: ReadonlyMap<PeerId, string>;
  readonly talking: ReadonlyMap<PeerId, string>;
  readonly sharing: ReadonlyMap<PeerId, string>;
  readonly here: Pick<ZoneInfo, 'id' | 'name' | 'closed' | 'locked' | 'doors'> | null;
  readonly mode: RoomMode;
};

export type Change =
  | { readonly kind: 'came' | 'left' | 'call-began' | 'call-ended' | 'shares' | 'stopped-sharing'; readonly names: readonly string[] }
  | { readonly kind: 'entered-zone'; readonly name: string }
  | { readonly kind: 'door'; readonly name: string; readonly state: 'open' | 'closed' | 'locked' }
  | { readonly kind: 'mode'; readonly mode: RoomMode };

export const momentOf = (people: readonly Person[], zones: readonly ZoneInfo[], mode: RoomMode): Moment => {
  const named = (some: readonly Person[]): ReadonlyMap<PeerId, string> => new Map(some.map(({ peerId, name }) => [peerId, name]));
  return {
    people: named(people),
    talking: named(people.filter(({ talking }) => talking)),
    sharing: named(people.filter(({ talking, screenOn }) => talking && screenOn)),
    here: zones.find(({ isHere }) => isHere) ?? null,
    mode,
  };
};

type Named = ReadonlyMap<PeerId, string>;

const without = (from: Named, there: Named): Named => new Map([...from].filter(([peer]) => !there.has(peer)));

const doorOf = (here: NonNullable<Moment['here']>): 'open' | 'closed' | 'locked' => {
  if (here.locked) return 'locked';
  return here.closed ? 'closed' : 'open';
};

export const changesBetween = (before: Moment, now: Moment): readonly Change[] => {
  const changes: Change[] = [];
  const add = (kind: 'came' | 'left' | 'call-began' | 'call-ended' | 'shares' | 'stopped-sharing', who: Named): void => {
    if (who.size > 0) changes.push({ kind, names: [...who.values()] });
  };
  const left = without(before.people, now.people);
  add('came', without(now.people, before.people));
  add('left', left);
  add('call-began', without(now.talking, before.talking));
  // Who left the place is not in a call either: once is enough.
  add('call-ended', without(without(before.talking, now.talking), left));
  add('shares', without(now.sharing, before.sharing));
  add('stopped-sharing', without(without(before.sharing, now.sharing), left));
  if (now.here !== null && now.here.id !== before.here?.id) changes.push({ kind: 'entered-zone', name: now.here.name });
  else if (now.here !== null && before.here !== null && now.here.doors.length > 0 && doorOf(now.here) !== doorOf(before.here)) {
    changes.push({ kind: 'door', name: now.here.name, state: doorOf(now.here) });
  }
  if (now.mode !== before.mode) changes.push({ kind: 'mode', mode: now.mode });
  return changes;
};
