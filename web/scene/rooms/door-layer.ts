/**
 * Doors of a map in the picture: leaves that swing, and the frost on the glass of rooms whose doors are closed. Knows
 * the state that it is given, not who may change it.
 */
import type { DoorId } from '../../../domain/ids.ts';
import type { Door, DoorState, DoorStates, Zone } from '../../../domain/world/map.ts';
import type { Prop, SortedLayer } from '../layers/sorted-layer.ts';
import { type SceneModel, screenExtent } from '../model.ts';
import { DOOR_HEIGHT_PX, leafBox, paintLeaf } from '../paint/doors.ts';

/** A leaf is painted at so many angles: enough for 200 ms, few enough to bake. */
const ANGLES = 6;
const SWING_MS = 220;
const CLOSED_FROST = 0.3;
const LOCKED_FROST = 0.5;

type Leaf = { readonly door: Door; readonly prop: Prop; openness: number; shown: string };

export type DoorLayer = {
  readonly setDoors: (doors: DoorStates) => void;
  /** @returns true while a leaf swings. */
  readonly advance: (dtMs: number, reducedMotion: boolean) => boolean;
};

const PAD_PX = 6;
const leafExtent = (door: Door, openness: number) => {
  const extent = screenExtent({ ...leafBox(door, openness), z0: 0, z1: DOOR_HEIGHT_PX });
  return { left: extent.left - PAD_PX, top: extent.top - PAD_PX, right: extent.right + PAD_PX, bottom: extent.bottom + PAD_PX };
};

export const createDoorLayer = (model: SceneModel, sorted: SortedLayer): DoorLayer => {
  const { map, walls } = model;
  const states = new Map<DoorId, DoorState>(map.doors.map((door) => [door.id, { open: door.openAtStart, locked: false }]));
  const frosted = new Map<number, number>();

  const keyOf = (door: Door, step: number, locked: boolean): string => `${door.id}/leaf-${step}${locked ? '/locked' : ''}`;
  const leaves = map.doors.map((door): Leaf => {
    const openness = door.openAtStart ? 1 : 0;
    const key = keyOf(door, openness * ANGLES, false);
    const prop = sorted.addProp({ box: leafBox(door, openness) }, key, leafExtent(door, openness), (brush) =>
      paintLeaf(brush, door, { openness, locked: false }, DOOR_HEIGHT_PX),
    );
    return { door, prop, openness, shown: key };
  });
  const show = (leaf: Leaf): void => {
    const { door } = leaf;
    const locked = states.get(door.id)?.locked ?? false;
    const step = Math.round(leaf.openness * ANGLES);
    const key = keyOf(door, step, locked);
    if (key === leaf.shown) return;
    leaf.shown = key;
    const openness = step / ANGLES;
    leaf.prop.show(key, leafExtent(door, openness), (brush) => paintLeaf(brush, door, { openness, locked }, DOOR_HEIGHT_PX), {
      box: leafBox(door, openness),
    });
  };

  const wallsOf = (zone: Zone): readonly number[] =>
    walls.flatMap((wall, index) => {
      const { x, y, w, d } = zone.area;
      const near = 0.2;
      const inside =
        wall.box.x0 > x - near && wall.box.x1 < x + w + near && wall.box.y0 > y - near && wall.box.y1 < y + d + near && wall.height > 30;
      return inside ? [index] : [];
    });
  const closable = map.zones.filter((zone) => zone.doors.length > 0).map((zone) => ({ zone, walls: wallsOf(zone) }));
  const frost = (): void => {
    for (const { zone, walls: own } of closable) {
      const doors = zone.doors.map((id) => states.get(id));
      const isClosed = doors.every((state) => state?.open === false);
      const amount = !isClosed ? 0 : doors.some((state) => state?.locked === true) ? LOCKED_FROST : CLOSED_FROST;
      for (const index of own) {
        const wall = walls[index];
        if (wall === undefined || (frosted.get(index) ?? 0) === amount) continue;
        frosted.set(index, amount);
        sorted.repaint(index, `wall-${index}/frost-${amount}`, (brush) => wall.paint(brush, wall.height, amount));
      }
    }
  };
  frost();

  return {
    setDoors: (doors) => {
      for (const door of map.doors) {
        const state = doors.get(door.id);
        if (state !== undefined) states.set(door.id, state);
      }
      for (const leaf of leaves) show(leaf);
      frost();
    },
    advance: (dtMs, reducedMotion) => {
      let isMoving = false;
      for (const leaf of leaves) {
        const goal = states.get(leaf.door.id)?.open === true ? 1 : 0;
        if (leaf.openness === goal) continue;
        const stride = reducedMotion ? 1 : dtMs / SWING_MS;
        leaf.openness = goal > leaf.openness ? Math.min(goal, leaf.openness + stride) : Math.max(goal, leaf.openness - stride);
        show(leaf);
        isMoving = isMoving || leaf.openness !== goal;
      }
      return isMoving;
    },
  };
};
