/** People in one office without browsers: real walkers, doors and rules; links, clock and relay desk in the test's hands. */
import { computed, signal } from '@preact/signals-core';
import { type PeerId, peerId } from '../../../../domain/ids.ts';
import type { Lease } from '../../../../domain/policy/steward/election.ts';
import type { AvatarPose } from '../../../../domain/presence/avatar.ts';
import { type ControlMessage, encodeControl, parseControl } from '../../../../domain/wire/control.ts';
import { createWalkGrid } from '../../../../domain/world/collision.ts';
import type { PlaceMap, WorldPoint } from '../../../../domain/world/map.ts';
import { createZones } from '../../../../domain/world/zones.ts';
import { type AvatarDriver, createAvatarDriver } from '../avatar-driver.ts';
import { createDoors, type Doors } from '../doors.ts';
import { type LeaseDesk, noDesk } from './lease-desk.ts';
import { createRoomSteward, type RoomMessage, type RoomSteward } from './room-steward.ts';

export const TICK_MS = 80;

/** One relay for everybody: leases that end with whoever holds them; contests are only noted. */
export const createDeskHub = () => {
  const refused = new Set<PeerId>();
  const contests: { readonly room: string; readonly number: number; readonly by: PeerId }[] = [];
  const leases = signal<ReadonlyMap<string, Lease>>(new Map());
  let last = 1000;
  const set = (room: string, lease: Lease | null): void => {
    const next = new Map(leases.peek());
    if (lease === null) next.delete(room);
    else next.set(room, lease);
    leases.value = next;
  };
  return {
    leases,
    contests,
    /** A majority has contested: it is free, and not for that holder. */
    depose: (holder: PeerId) => {
      refused.add(holder);
      for (const [room, lease] of leases.peek()) if (lease.holder === holder) set(room, null);
    },
    free: (holder: PeerId) => {
      for (const [room, lease] of leases.peek()) if (lease.holder === holder) set(room, null);
    },
    deskOf: (self: PeerId): LeaseDesk => {
      const watched = signal<readonly string[]>([]);
      return {
        state: signal({ status: 'ready' }),
        leases: computed(() => new Map([...leases.value].filter(([room]) => watched.value.includes(room)))),
        watch: (room) => {
          watched.value = [...watched.peek(), room];
          return () => {
            watched.value = watched.peek().filter((other) => other !== room);
          };
        },
        takeLease: (room) => {
          if (refused.has(self)) return Promise.resolve(null);
          if (!leases.peek().has(room)) set(room, { number: ++last, holder: self });
          return Promise.resolve(leases.peek().get(room) ?? null);
        },
        dropLease: (room) => {
          if (leases.peek().get(room)?.holder === self) set(room, null);
        },
        contestLease: (room, number) => void contests.push({ room, number, by: self }),
      };
    },
  };
};

export type Inhabitant = {
  readonly id: PeerId;
  readonly driver: AvatarDriver;
  readonly doors: Doors;
  readonly room: RoomSteward;
  readonly notices: string[];
  /** Everything that was said to others, oldest first. */
  readonly said: ControlMessage[];
  /** Says something whether true or not. */
  readonly lie: (message: ControlMessage, to: PeerId) => void;
};

type Body = Inhabitant & { alive: boolean; asleepUntilMs: number; shownPose: AvatarPose };

export const createOffice = (
  map: PlaceMap,
  people: readonly { readonly name: string; readonly at: WorldPoint }[],
  deskOf: (self: PeerId) => LeaseDesk = () => noDesk(),
  /** Whatever is said, before it is on its way. */
  onSaid: (from: PeerId, message: ControlMessage) => void = () => undefined,
) => {
  let nowMs = 0;
  let mail: { readonly from: PeerId; readonly to: PeerId; readonly frame: string }[] = [];
  let isLinked: (a: PeerId, b: PeerId) => boolean = () => true;
  const bodies = new Map<PeerId, Body>();
  const profiles = signal<ReadonlyMap<PeerId, { readonly profile: { readonly enteredAt: number } }>>(new Map());

  const post = (from: PeerId, to: PeerId, message: ControlMessage): boolean => {
    if (!isLinked(from, to) || bodies.get(to)?.alive !== true) return false;
    mail.push({ from, to, frame: encodeControl(message) });
    return true;
  };

  for (const [index, { name, at }] of people.entries()) {
    const id = peerId(name);
    const notices: string[] = [];
    const said: ControlMessage[] = [];
    const send = (to: PeerId, message: ControlMessage): boolean => {
      said.push(message);
      onSaid(id, message);
      return post(id, to, message);
    };
    const doors = createDoors(map.doors, (message) => {
      for (const other of bodies.keys()) if (other !== id) send(other, message);
    });
    const driver = createAvatarDriver(map, createWalkGrid(map, doors.states.peek()), at, 2, 0);
    const zones = () => createZones(map, doors.states.peek());
    const othersOf = (): PeerId[] =>
      [...bodies.keys()].filter((other) => other !== id && isLinked(id, other) && bodies.get(other)?.alive === true);
    const room = createRoomSteward(
      {
        link: { selfId: id },
        map,
        peers: {
          get all() {
            const linked = new Set(othersOf());
            return signal(new Map([...profiles.peek()].filter(([peer]) => linked.has(peer))));
          },
          send,
        },
        driver,
        doors,
        enteredAt: signal(1000 + index),
        poseOf: (peer) => bodies.get(peer)?.shownPose ?? null,
        zoneAt: (x, y) => zones().zoneAt(x, y)?.id ?? null,
        roomAt: (x, y) => zones().roomAt(x, y) ?? 'open',
        othersAt: () => othersOf().flatMap((other) => bodies.get(other)?.shownPose ?? []),
        notify: (code) => void notices.push(code),
        picture: { wake: () => undefined },
      },
      deskOf(id),
    );
    profiles.value = new Map(profiles.peek()).set(id, { profile: { enteredAt: 1000 + index } });
    bodies.set(id, {
      id,
      driver,
      doors,
      room,
      notices,
      said,
      alive: true,
      asleepUntilMs: 0,
      shownPose: driver.pose(),
      lie: (message, to) => void post(id, to, message),
    });
  }

  const receive = ({ from, to, frame }: (typeof mail)[number]): void => {
    const body = bodies.get(to);
    const message = parseControl(frame);
    if (message === null) throw new Error(`not a message: ${frame}`);
    if (body?.alive !== true || !isLinked(from, to)) return;
    if (message.t === 'door') {
      const before = body.doors.states.peek();
      if (body.doors.hear(message)) body.room.doorChanged(from, message.door, before);
    } else body.room.hear(from, message as RoomMessage);
  };

  const tick = async (): Promise<void> => {
    nowMs += TICK_MS;
    const isAwake = (id: PeerId): boolean => nowMs >= (bodies.get(id)?.asleepUntilMs ?? 0);
    // what is said to who stands still waits; their clock ticks before they read it
    for (const body of bodies.values())
      if (body.alive && nowMs - body.asleepUntilMs >= 0 && nowMs - body.asleepUntilMs < TICK_MS) body.room.tick(nowMs);
    const due = mail.filter((letter) => isAwake(letter.to));
    mail = mail.filter((letter) => !isAwake(letter.to));
    for (const letter of due) receive(letter);
    const living = [...bodies.values()].filter((b) => b.alive && isAwake(b.id));
    const before = living.map((b) => b.driver.pose());
    for (const body of living) {
      body.driver.setDoors(body.doors.states.peek());
      body.driver.advanceTo(nowMs);
      body.room.tick(nowMs);
    }
    // others are seen one tick late
    for (const [i, body] of living.entries()) body.shownPose = before[i] ?? body.shownPose;
    // a desk answers by promise
    await Promise.resolve();
  };

  return {
    of: (name: string): Inhabitant => {
      const body = bodies.get(peerId(name));
      if (body === undefined) throw new Error(`nobody is called ${name}`);
      return body;
    },
    now: () => nowMs,
    run: async (ms: number) => {
      for (let left = ms; left > 0; left -= TICK_MS) await tick();
    },
    until: async (isSo: () => boolean, withinMs: number) => {
      for (let left = withinMs; left > 0 && !isSo(); left -= TICK_MS) await tick();
      return isSo();
    },
    /** The page does nothing for a while. */
    stall: (name: string, ms: number) => {
      const body = bodies.get(peerId(name));
      if (body !== undefined) body.asleepUntilMs = nowMs + ms;
    },
    kill: (name: string) => {
      const body = bodies.get(peerId(name));
      if (body !== undefined) body.alive = false;
    },
    link: (linked: (a: PeerId, b: PeerId) => boolean) => {
      isLinked = linked;
    },
    stewards: () => [...bodies.values()].filter((b) => b.alive).map((b) => b.room.steward.peek()?.peer ?? null),
  };
};
