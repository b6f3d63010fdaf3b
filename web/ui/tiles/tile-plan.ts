/**
 * Which tiles there are, in which order, and which one is large. Pure: a memory goes in, a memory comes out.
 * Order never changes while a tile lives; the large one is pinned, or a shared screen, or whoever spoke last.
 * Who has no camera gets a tile with their portrait once they have spoken in this call, and keeps it: tiles that come
 * and go with every word would be worse than none.
 */
export type TileSource = {
  /** A peer id, or `self`. */
  readonly id: string;
  readonly isSelf: boolean;
  readonly hasCamera: boolean;
  readonly hasScreen: boolean;
  readonly speaking: boolean;
};
export type TileKind = 'camera' | 'portrait' | 'screen';
export type Tile = { readonly key: string; readonly id: string; readonly kind: TileKind };

export type TileMemory = { readonly order: readonly string[]; readonly spoken: ReadonlySet<string>; readonly speaker: string | null };
export const emptyMemory: TileMemory = { order: [], spoken: new Set(), speaker: null };

export type TilePlan = { readonly tiles: readonly Tile[]; readonly lead: string | null; readonly memory: TileMemory };

export const personKey = (id: string): string => `${id}/person`;
export const screenKey = (id: string): string => `${id}/screen`;

/**
 * @param inCall people in a call with me, and myself
 * @param pinned key of a tile, or null
 */
export const planTiles = (memory: TileMemory, inCall: readonly TileSource[], pinned: string | null): TilePlan => {
  const spoken = new Set(inCall.filter(({ id, speaking, isSelf }) => !isSelf && (speaking || memory.spoken.has(id))).map(({ id }) => id));
  const wanted = new Map<string, Tile>();
  for (const { id, isSelf, hasCamera, hasScreen } of inCall) {
    if (hasScreen) wanted.set(screenKey(id), { key: screenKey(id), id, kind: 'screen' });
    const key = personKey(id);
    if (hasCamera) wanted.set(key, { key, id, kind: 'camera' });
    else if (!isSelf && (spoken.has(id) || key === pinned)) wanted.set(key, { key, id, kind: 'portrait' });
  }
  const own = new Set(inCall.filter(({ isSelf }) => isSelf).flatMap(({ id }) => [screenKey(id), personKey(id)]));
  const kept = memory.order.filter((key) => wanted.has(key) && !own.has(key));
  const fresh = [...wanted.keys()].filter((key) => !memory.order.includes(key) && !own.has(key));
  const order = [...kept, ...fresh, ...[...own].filter((key) => wanted.has(key))];

  const others = inCall.filter(({ isSelf }) => !isSelf);
  const stillSpeaks = others.some(({ id, speaking }) => id === memory.speaker && speaking);
  const present = others.some(({ id }) => id === memory.speaker) ? memory.speaker : null;
  const speaker = stillSpeaks ? memory.speaker : (others.find(({ speaking }) => speaking)?.id ?? present);

  const shared = order.find((key) => wanted.get(key)?.kind === 'screen' && !own.has(key));
  const spokenTile = speaker === null ? undefined : order.find((key) => key === personKey(speaker));
  const lead = pinned !== null && wanted.has(pinned) ? pinned : (shared ?? spokenTile ?? null);
  return { tiles: order.map((key) => wanted.get(key)!), lead, memory: { order, spoken, speaker } };
};

/** The first `room` tiles in their order, but never without the large one and never without the last (my own). */
export const visibleTiles = (tiles: readonly Tile[], lead: string | null, room: number): readonly Tile[] => {
  if (tiles.length <= room) return tiles;
  const must = new Set([lead, tiles.at(-1)?.key].slice(0, room));
  let free = room - tiles.filter(({ key }) => must.has(key)).length;
  return tiles.filter(({ key }) => must.has(key) || free-- > 0);
};

const SMALL = { width: 168, height: 108 };
const LEAD = { width: 264, height: 168 };
export const TILE_GAP = 12;
/** The tile that says how many more there are. */
const MORE_WIDTH = 72;
const LEAST_SCALE = 0.66;

export type TileSizes = {
  /** 0.66–1. */
  readonly scale: number;
  /** How many tiles fit; the rest is counted on a last, narrow one. */
  readonly room: number;
};

/** @param widthPx what the row may take */
export const fitTiles = (count: number, hasLead: boolean, widthPx: number): TileSizes => {
  const wanted = (tiles: number): { readonly boxes: number; readonly gaps: number } => ({
    boxes: tiles * SMALL.width + (hasLead ? LEAD.width - SMALL.width : 0),
    gaps: Math.max(0, tiles - 1) * TILE_GAP,
  });
  const all = wanted(count);
  const scale = Math.min(1, (widthPx - all.gaps) / all.boxes);
  if (scale >= LEAST_SCALE || count <= 1) return { scale: Math.max(LEAST_SCALE, scale), room: count };
  let room = count - 1;
  while (room > 1) {
    const some = wanted(room);
    if (some.boxes * LEAST_SCALE + some.gaps + TILE_GAP + MORE_WIDTH <= widthPx) break;
    room -= 1;
  }
  return { scale: LEAST_SCALE, room };
};

export const tileSize = (isLead: boolean, scale: number): { readonly width: number; readonly height: number } => {
  const full = isLead ? LEAD : SMALL;
  return { width: Math.round(full.width * scale), height: Math.round(full.height * scale) };
};
