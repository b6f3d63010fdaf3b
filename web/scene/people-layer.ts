/**
 * Puts people into the picture: one avatar view each, placed by its pose and sorted among the furniture. Heights come
 * from the map (stage, seats). Knows what an avatar view can do, not how it looks.
 */
import { Container } from 'pixi.js';
import type { AvatarPose } from '../../domain/presence/avatar.ts';
import { createSeatTable, groundHeight } from '../../domain/world/objects.ts';
import { facingVector, project } from '../../domain/world/projection.ts';
import type { PlaceMap } from '../../domain/world/map.ts';
import type { AvatarContext, AvatarPlacement, AvatarView, CreateAvatarView } from './avatar/avatar-view.ts';
import type { Solid } from './depth/box.ts';
import type { Mover, SortedLayer } from './layers/sorted-layer.ts';
import type { PoseSource, ScenePerson } from './scene.ts';

export type PeopleLayer = {
  readonly ground: Container;
  readonly overlay: Container;
  readonly setPeople: (people: readonly ScenePerson[]) => void;
  readonly setContext: (context: AvatarContext) => void;
  /** @returns true while somebody moves or an avatar is animated. */
  readonly update: (nowMs: number, zoom: number) => boolean;
  /** In the last update somebody was on their way: more than a ring that pulses. */
  readonly isAnybodyWalking: () => boolean;
  readonly view: (id: string) => AvatarView | null;
  readonly placement: (id: string) => AvatarPlacement | null;
  readonly person: (id: string) => ScenePerson | null;
  /** Everybody, nearest to the viewer last. */
  readonly all: () => Iterable<readonly [string, AvatarPlacement]>;
  /** Marked from outside, such as a list. */
  readonly highlight: (id: string | null) => void;
  /** The pointer rests on somebody. */
  readonly hover: (id: string | null) => void;
  readonly close: () => void;
};

const BODY_RADIUS = 0.17;
const STANDING_PX = 48;
/** A sitter's body begins this far above the seat: below it are the legs. */
const LAP_PX = 4;
/** A sitter's feet are this far before their hips, in tiles. */
const STRIDE = 0.51;

export const bodySolid = (pose: AvatarPlacement): Solid => {
  const { x, y, z, seatHeight } = pose;
  const flat = { x0: x - BODY_RADIUS, y0: y - BODY_RADIUS, x1: x + BODY_RADIUS, y1: y + BODY_RADIUS };
  return seatHeight > 0
    ? { box: { ...flat, z0: z + seatHeight + LAP_PX, z1: z + seatHeight + STANDING_PX - 11 } }
    : { box: { ...flat, z0: z, z1: z + STANDING_PX } };
};
export const legsSolid = (pose: AvatarPlacement): Solid => {
  const { x, y, z, seatHeight } = pose;
  const ahead = facingVector(pose.facing);
  const flat = {
    x0: Math.min(x - BODY_RADIUS, x + ahead.x * STRIDE),
    y0: Math.min(y - BODY_RADIUS, y + ahead.y * STRIDE),
    x1: Math.max(x + BODY_RADIUS, x + ahead.x * STRIDE),
    y1: Math.max(y + BODY_RADIUS, y + ahead.y * STRIDE),
  };
  const low = z + seatHeight;
  return { box: { ...flat, z0: low, z1: low + LAP_PX }, reach: { ...flat, z0: z, z1: low + LAP_PX } };
};

const STEP_TILES = 0.005;
/** Walkers change places in depth this often: a tenth of a tile, which nobody sees, for half of the work. */
const RESORT_MS = 30;
const sortsAlike = (a: AvatarPlacement, b: AvatarPlacement): boolean =>
  Math.abs(a.x - b.x) < STEP_TILES &&
  Math.abs(a.y - b.y) < STEP_TILES &&
  a.z === b.z &&
  a.seatHeight === b.seatHeight &&
  (a.seatHeight === 0 || a.facing === b.facing);

type Present = {
  readonly view: AvatarView;
  person: ScenePerson;
  placement: AvatarPlacement;
  readonly body: Mover;
  legs: Mover | null;
  sortedAs: AvatarPlacement | null;
};

export type PeopleOptions = {
  readonly map: PlaceMap;
  readonly sorted: SortedLayer;
  readonly poseOf: PoseSource;
  readonly createView: CreateAvatarView;
  readonly context: AvatarContext;
};

export const createPeopleLayer = ({ map, sorted, poseOf, createView, context: first }: PeopleOptions): PeopleLayer => {
  const ground = new Container();
  const overlay = new Container({ sortableChildren: true });
  const seats = createSeatTable(map);
  const people = new Map<string, Present>();
  const leaving = new Set<AvatarView>();
  let context = first;
  let sortedAtMs = Number.NEGATIVE_INFINITY;
  let isWalking = false;
  let [listed, hovered]: (string | null)[] = [null, null];
  const out: { pose: AvatarPose } = { pose: { x: 0, y: 0, facing: 2, motion: 'idle', seat: null } };

  const place = (pose: AvatarPose): AvatarPlacement => {
    const seat = pose.seat === null || pose.motion !== 'sitting' ? undefined : seats.byId.get(pose.seat);
    return { ...pose, z: groundHeight(map, pose.x, pose.y), seatHeight: seat?.z ?? 0 };
  };
  const sort = (present: Present): void => {
    const { placement: p } = present;
    if (present.sortedAs !== null && sortsAlike(present.sortedAs, p)) return;
    present.sortedAs = p;
    present.body.move(bodySolid(p));
    if (p.seatHeight > 0) {
      if (present.legs === null) present.legs = sorted.addMover(present.view.legs, legsSolid(p));
      else present.legs.move(legsSolid(p));
    } else if (present.legs !== null) {
      present.legs.remove();
      present.legs = null;
    }
  };
  const mark = (): void => {
    for (const [id, { view }] of people) view.setHighlighted(id === listed || id === hovered);
  };
  const enter = (person: ScenePerson): void => {
    poseOf(person.id, performance.now(), out);
    const placement = place(out.pose);
    const view = createView(context);
    ground.addChild(view.ground);
    overlay.addChild(view.overlay);
    const body = sorted.addMover(view.body, bodySolid(placement));
    people.set(person.id, { view, person, placement, body, legs: null, sortedAs: null });
  };
  const leave = (id: string, present: Present): void => {
    people.delete(id);
    leaving.add(present.view);
    present.view.close(performance.now(), () => {
      present.body.remove();
      present.legs?.remove();
      leaving.delete(present.view);
    });
  };

  return {
    ground,
    overlay,
    setPeople: (next) => {
      const here = new Set(next.map((person) => person.id));
      for (const [id, present] of people) if (!here.has(id)) leave(id, present);
      for (const person of next) {
        const present = people.get(person.id);
        if (present === undefined) enter(person);
        else present.person = person;
      }
    },
    setContext: (next) => {
      context = next;
      for (const { view } of people.values()) view.setContext(next);
    },
    update: (nowMs, zoom) => {
      let isMoving = leaving.size > 0;
      isWalking = false;
      const isSorting = nowMs - sortedAtMs >= RESORT_MS;
      if (isSorting) sortedAtMs = nowMs;
      for (const present of people.values()) {
        const changes = poseOf(present.person.id, nowMs, out);
        present.placement = place(out.pose);
        if (isSorting) sort(present);
        else isMoving ||= present.sortedAs === null || !sortsAlike(present.sortedAs, present.placement);
        const animated = present.view.update(present.person, present.placement, nowMs, zoom);
        present.view.overlay.zIndex = project(present.placement.x, present.placement.y).y;
        isWalking ||= changes;
        isMoving = changes || animated || isMoving;
      }
      return isMoving;
    },
    isAnybodyWalking: () => isWalking,
    view: (id) => people.get(id)?.view ?? null,
    placement: (id) => people.get(id)?.placement ?? null,
    person: (id) => people.get(id)?.person ?? null,
    all: () => [...people].map(([id, { placement }]) => [id, placement] as const),
    highlight: (id) => {
      listed = id;
      mark();
    },
    hover: (id) => {
      hovered = id;
      mark();
    },
    close: () => {
      for (const { view } of people.values()) view.close(0);
      people.clear();
    },
  };
};
