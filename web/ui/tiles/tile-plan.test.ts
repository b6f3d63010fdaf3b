import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyMemory,
  fitTiles,
  personKey,
  planTiles,
  screenKey,
  TILE_GAP,
  tileSize,
  type TileMemory,
  type TileSource,
  visibleTiles,
} from './tile-plan.ts';

const source = (id: string, change: Partial<TileSource> = {}): TileSource => ({
  id,
  isSelf: id === 'self',
  hasCamera: true,
  hasScreen: false,
  speaking: false,
  ...change,
});
const me = source('self');
const keys = (inCall: readonly TileSource[], memory: TileMemory = emptyMemory, pinned: string | null = null) => {
  const plan = planTiles(memory, inCall, pinned);
  return { ...plan, keys: plan.tiles.map(({ key }) => key) };
};

describe('planTiles', () => {
  it('shows cameras, my own last', () => {
    expect(keys([me, source('a'), source('b')]).keys).toEqual(['a/person', 'b/person', 'self/person']);
  });

  it('shows a portrait once somebody without a camera has spoken, and keeps it for the call', () => {
    const silent = keys([source('a', { hasCamera: false })]);
    expect(silent.keys).toEqual([]);
    const spoken = keys([source('a', { hasCamera: false, speaking: true })], silent.memory);
    expect(spoken.tiles).toEqual([{ key: 'a/person', id: 'a', kind: 'portrait' }]);
    expect(keys([source('a', { hasCamera: false })], spoken.memory).keys).toEqual(['a/person']);
    const gone = keys([], spoken.memory);
    expect(keys([source('a', { hasCamera: false })], gone.memory).keys).toEqual([]);
  });

  it('keeps who spoke last large until somebody else speaks alone', () => {
    const first = keys([source('a', { speaking: true }), source('b'), me]);
    expect(first.lead).toBe('a/person');
    const quiet = keys([source('a'), source('b'), me], first.memory);
    expect(quiet.lead).toBe('a/person');
    const both = keys([source('a', { speaking: true }), source('b', { speaking: true })], quiet.memory);
    expect(both.lead).toBe('a/person');
    expect(keys([source('a'), source('b', { speaking: true })], both.memory).lead).toBe('b/person');
  });

  it('puts a pin above a screen, and a screen above a voice; never my own screen', () => {
    const people = [source('a', { speaking: true }), source('b', { hasScreen: true }), source('self', { hasScreen: true })];
    expect(keys(people).lead).toBe(screenKey('b'));
    expect(keys(people, emptyMemory, personKey('b')).lead).toBe('b/person');
    expect(keys(people, emptyMemory, 'gone/person').lead).toBe(screenKey('b'));
    expect(keys([source('self', { hasScreen: true, speaking: true })]).lead).toBe(null);
  });

  it('never changes the order of tiles that stay, whatever happens', () => {
    const drawn = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'self'),
        hasCamera: fc.boolean(),
        hasScreen: fc.boolean(),
        speaking: fc.boolean(),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 12 }), (moments) => {
        let memory = emptyMemory;
        let before: readonly string[] = [];
        for (const moment of moments) {
          const plan = planTiles(
            memory,
            moment.map(({ id, ...rest }) => source(id, rest)),
            null,
          );
          const now = plan.tiles.map(({ key }) => key);
          const stayed = before.filter((key) => now.includes(key));
          expect(now.filter((key) => stayed.includes(key))).toEqual(stayed);
          expect(new Set(now).size).toBe(now.length);
          if (plan.lead !== null) expect(now).toContain(plan.lead);
          memory = plan.memory;
          before = now;
        }
      }),
    );
  });
});

describe('visibleTiles and fitTiles', () => {
  const tiles = ['a', 'b', 'c', 'd', 'self'].map((id) => ({ key: personKey(id), id, kind: 'camera' as const }));

  it('keeps the large one and mine when room is short, in their order', () => {
    expect(visibleTiles(tiles, 'd/person', 3).map(({ id }) => id)).toEqual(['a', 'd', 'self']);
    expect(visibleTiles(tiles, null, 2).map(({ id }) => id)).toEqual(['a', 'self']);
    expect(visibleTiles(tiles, null, 9)).toBe(tiles);
  });

  it('never lays out wider than it may, above what two tiles need', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.boolean(), fc.integer({ min: 420, max: 2000 }), (count, hasLead, widthPx) => {
        const { scale, room } = fitTiles(count, hasLead, widthPx);
        expect(room).toBeGreaterThanOrEqual(1);
        expect(room).toBeLessThanOrEqual(count);
        const boxes = Array.from({ length: room }, (_, at) => tileSize(hasLead && at === 0, scale).width);
        const more = room < count ? 72 + TILE_GAP : 0;
        const used = boxes.reduce((sum, width) => sum + width, 0) + (room - 1) * TILE_GAP + more;
        expect(used).toBeLessThanOrEqual(widthPx + room);
      }),
    );
  });
});
