/** A 64 × 64 map of six offices side by side, and walkers that wander in it without looking where they go. */
import { doorId, objectId, zoneId } from '../../../domain/ids.ts';
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import { facingOfWorld } from '../../../domain/world/projection.ts';
import type { PlaceMap, WorldPoint, WorldRect } from '../../../domain/world/map.ts';
import { OFFICE } from '../../../domain/world/office/office.ts';

const SIZE = 64;
const GAP = 1;

const tile = (dx: number, dy: number, name: string): PlaceMap => {
  const point = (p: WorldPoint): WorldPoint => ({ x: p.x + dx, y: p.y + dy });
  const rect = (r: WorldRect): WorldRect => ({ ...r, x: r.x + dx, y: r.y + dy });
  return {
    ...OFFICE,
    floors: OFFICE.floors.map((f) => ({ ...f, area: rect(f.area) })),
    walls: OFFICE.walls.map((w) => {
      const [along, across] = w.axis === 'x' ? [dx, dy] : [dy, dx];
      return {
        ...w,
        at: w.at + across,
        from: w.from + along,
        to: w.to + along,
        ...(w.openings === undefined ? {} : { openings: w.openings.map((o) => ({ ...o, from: o.from + along, to: o.to + along })) }),
      };
    }),
    doors: OFFICE.doors.map((d) => {
      const [along, across] = d.axis === 'x' ? [dx, dy] : [dy, dx];
      return { ...d, id: doorId(`${d.id}${name}`), at: d.at + across, from: d.from + along, to: d.to + along };
    }),
    objects: OFFICE.objects.map((o) => ({ ...o, ...point(o), id: objectId(`${o.id}${name}`) })),
    zones: OFFICE.zones.map((z) => ({
      ...z,
      id: zoneId(`${z.id}${name}`),
      doors: z.doors.map((id) => doorId(`${id}${name}`)),
      area: rect(z.area),
      label: { ...z.label, at: point(z.label.at) },
    })),
    lamps: OFFICE.lamps.map((l) => ({ ...l, x: l.x + dx, y: l.y + dy })),
    platforms: OFFICE.platforms.map((p) => ({ ...p, area: rect(p.area) })),
    spawns: OFFICE.spawns.map(point),
  };
};

export const bigMap = (): PlaceMap => {
  const tiles = [0, 1].flatMap((column) =>
    [0, 1, 2].map((row) => tile(column * (OFFICE.width + GAP), row * (OFFICE.depth + GAP), `-${column}${row}`)),
  );
  const all = <K extends 'floors' | 'walls' | 'doors' | 'objects' | 'zones' | 'lamps' | 'platforms' | 'spawns'>(key: K) =>
    tiles.flatMap((t) => t[key] as readonly PlaceMap[K][number][]);
  return {
    id: 'big',
    name: 'Six offices',
    width: SIZE,
    depth: SIZE,
    floors: [{ area: { x: 0, y: 0, w: SIZE, d: SIZE }, material: 'tiles' }, ...all('floors')],
    walls: all('walls'),
    doors: all('doors'),
    objects: all('objects'),
    zones: all('zones'),
    lamps: all('lamps'),
    platforms: all('platforms'),
    spawns: all('spawns'),
  };
};

/** Walks a circle of its own around the middle, so that a view shows most of them and they cross furniture all the time. */
export const walkerPose = (index: number, count: number, nowMs: number): AvatarPose => {
  const column = index % 10;
  const row = Math.floor(index / 10) % Math.ceil(count / 10);
  const [cx, cy] = [SIZE / 2 - 13 + column * 2.6, SIZE / 2 - 13 + row * 2.6];
  const angle = (nowMs / 1000) * (2.2 / 2.4) + index * 1.7;
  const [x, y] = [cx + Math.cos(angle) * 2.4, cy + Math.sin(angle) * 2.4];
  return { x, y, facing: facingOfWorld(-Math.sin(angle), Math.cos(angle)), motion: 'walking', seat: null };
};
