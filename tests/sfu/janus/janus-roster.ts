/**
 * Who is in the room and what they say about their lines. Believes Janus about the first and the others about the second: a
 * description names the kind of a line, and whether something is on it. Of two lines of one kind the last counts.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import { peerId, type PeerId } from '../../../domain/ids.ts';
import { LINE_NAMES, type LineName } from '../../../web/media/line-plan.ts';
import type { PublisherMessage, RoomMessage } from './janus-messages.ts';

type Line = { readonly mid: string; readonly isOn: boolean };
type Lines = ReadonlyMap<LineName, Line>;

const OFF = ' off';
export const describe = (kind: LineName, isOn: boolean): string => (isOn ? kind : kind + OFF);

const linesOf = ({ streams }: PublisherMessage): Lines => {
  const lines = new Map<LineName, Line>();
  for (const { mid, description, disabled } of streams) {
    const kind = LINE_NAMES.find((name) => description === describe(name, true) || description === describe(name, false));
    if (kind !== undefined && disabled !== true) lines.set(kind, { mid, isOn: description === kind });
  }
  return lines;
};

export type JanusRoster = {
  readonly people: ReadonlySignal<ReadonlyMap<PeerId, Lines>>;
  readonly hear: (event: RoomMessage) => void;
  /** The other way round: which kind of theirs goes on that line. */
  readonly kindOf: (peer: PeerId, mid: string) => LineName | null;
  readonly clear: () => void;
};

export const createJanusRoster = (self: PeerId): JanusRoster => {
  const people = signal<ReadonlyMap<PeerId, Lines>>(new Map());
  return {
    people,
    hear: ({ publishers = [], attendees = [], joining, unpublished, leaving }) => {
      const next = new Map(people.peek());
      for (const { id } of joining === undefined ? attendees : [...attendees, joining]) next.set(peerId(id), new Map());
      for (const publisher of publishers) next.set(peerId(publisher.id), linesOf(publisher));
      if (unpublished !== undefined && next.has(peerId(unpublished))) next.set(peerId(unpublished), new Map());
      if (leaving !== undefined) next.delete(peerId(leaving));
      next.delete(self);
      people.value = next;
    },
    kindOf: (peer, mid) => LINE_NAMES.find((kind) => people.peek().get(peer)?.get(kind)?.mid === mid) ?? null,
    clear: () => {
      people.value = new Map();
    },
  };
};
