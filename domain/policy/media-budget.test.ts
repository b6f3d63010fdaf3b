import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BudgetInput, mediaBudget, type MediaReceiver } from './media-budget.ts';
import { CAMERA_RUNGS, rungForHeight } from './media-rungs.ts';

const receiver = (peer: string, more: Partial<MediaReceiver> = {}): MediaReceiver => ({
  peer,
  cameraHeight: null,
  screenHeight: null,
  distanceTiles: 2,
  ...more,
});
const crowd = (n: number, more: Partial<MediaReceiver> = {}): MediaReceiver[] =>
  Array.from({ length: n }, (_, i) => receiver(`peer-${String(i).padStart(2, '0')}`, more));
const FREE: BudgetInput['ladder'] = { steps: 0, cause: 'none', leavesOut: false, uplinkKbps: null };
const budget = (receivers: readonly MediaReceiver[], more: Partial<BudgetInput> = {}) =>
  mediaBudget({ receivers, sends: { camera: true, screen: false }, ladder: FREE, ...more });
const heights = (result: ReturnType<typeof budget>) => [...result.limits.values()].map(({ camera }) => camera?.maxHeight ?? 0);

describe('the budget of a sender in a mesh', () => {
  it.each([
    [1, 720, 1200, 48],
    [2, 720, 1200, 48],
    [3, 360, 500, 40],
    [5, 360, 500, 40],
    [6, 180, 150, 32],
    [11, 180, 150, 32],
  ])('gives %i people %ip at %i kbit/s and a voice of %i', (people, height, kbps, audio) => {
    for (const limits of budget(crowd(people)).limits.values()) {
      expect(limits.camera).toMatchObject({ maxHeight: height, maxKbps: kbps });
      expect(limits.audio.maxKbps).toBe(audio);
    }
  });
  it('gives nobody more than is shown there', () => {
    expect(
      [0, 100, 120, 121, 180, 300, 360, 361, 720, 2000].map((height) => CAMERA_RUNGS[rungForHeight('camera', height)]?.maxHeight),
    ).toEqual([120, 120, 120, 180, 180, 360, 360, 720, 720, 720]);
    const [shown, hidden] = [...budget([receiver('a', { cameraHeight: 100 }), receiver('b', { cameraHeight: 0 })]).limits.values()];
    expect(shown?.camera?.maxHeight).toBe(120);
    expect(hidden?.camera).toBeNull();
  });
  it('is full when everybody gets what is shown, and says so', () => {
    expect(budget(crowd(2))).toMatchObject({ level: 'full', reason: 'none', people: 2, upKbps: 2496, shrinkShard: false });
    expect(budget(crowd(9, { cameraHeight: 100 }))).toMatchObject({ level: 'full', reason: 'none' });
    expect(budget([])).toMatchObject({ level: 'full', reason: 'none', people: 0, upKbps: 0, maxSteps: 0, shrinkShard: false });
  });
  it('says how many people and what it takes', () => {
    expect(budget(crowd(9))).toMatchObject({ level: 'reduced', reason: 'people', people: 9, upKbps: 9 * 182 });
  });
  it('lowers the small ones first, then the far ones', () => {
    const three = [
      receiver('big', { cameraHeight: 360, distanceTiles: 4 }),
      receiver('far', { cameraHeight: 300, distanceTiles: 5 }),
      receiver('near', { cameraHeight: 300, distanceTiles: 1 }),
    ];
    expect(heights(budget(three))).toEqual([360, 360, 360]);
    // 3 voices of 40 and 3 pictures of 500: 1620, so 1300 usable takes one picture down
    expect(heights(budget(three, { ladder: { ...FREE, uplinkKbps: 1300 / 0.85 } }))).toEqual([360, 180, 360]);
    expect(heights(budget(three, { ladder: { ...FREE, uplinkKbps: 930 / 0.85 } }))).toEqual([360, 180, 180]);
    expect(heights(budget(three, { ladder: { ...FREE, steps: 2, cause: 'cpu' } }))).toEqual([180, 180, 180]);
  });
  it('lowers faces before a shared screen, and leaves out faces first', () => {
    const both = { sends: { camera: true, screen: true } };
    const { softSteps } = budget(crowd(4), both);
    const small = budget(crowd(4), { ...both, ladder: { ...FREE, steps: 2, cause: 'loss' } });
    for (const limits of small.limits.values()) expect([limits.camera?.maxHeight, limits.screen?.maxHeight]).toEqual([180, 1080]);
    const faceless = budget(crowd(4), { ...both, ladder: { ...FREE, steps: softSteps + 2, cause: 'loss', leavesOut: true } });
    for (const limits of faceless.limits.values()) expect([limits.camera, limits.screen?.maxHeight]).toEqual([null, 720]);
    expect(faceless).toMatchObject({ level: 'partly-audio', reason: 'loss' });
  });
  it('leaves nobody out unless the ladder says so, however small the pictures are already', () => {
    const tile = [receiver('one', { cameraHeight: 90, distanceTiles: 1 })];
    expect(heights(budget(tile, { ladder: { ...FREE, steps: 1, cause: 'cpu' } }))).toEqual([120]);
    expect(heights(budget(tile, { ladder: { ...FREE, steps: 1, cause: 'loss', leavesOut: true } }))).toEqual([0]);
  });
  it('leaves only voices in the end, and makes them thinner last', () => {
    const thin = budget(crowd(10), { ladder: { ...FREE, uplinkKbps: 330 / 0.85 } });
    expect(thin).toMatchObject({ level: 'audio-only', reason: 'uplink', upKbps: 320, shrinkShard: false });
    expect(budget(crowd(10), { ladder: { ...FREE, uplinkKbps: 200 } })).toMatchObject({ upKbps: 160, shrinkShard: false });
    expect(budget(crowd(10), { ladder: { ...FREE, uplinkKbps: 100 } })).toMatchObject({ upKbps: 160, shrinkShard: true });
  });
  it('asks for fewer people when the ladder went past its end', () => {
    const { maxSteps } = budget(crowd(10));
    expect(budget(crowd(10), { ladder: { ...FREE, steps: maxSteps, cause: 'cpu', leavesOut: true } })).toMatchObject({
      level: 'audio-only',
      shrinkShard: false,
    });
    expect(budget(crowd(10), { ladder: { ...FREE, steps: maxSteps + 1, cause: 'cpu', leavesOut: true } }).shrinkShard).toBe(true);
  });
  it('keeps the whole upload of a mesh of twelve below 3.5 Mbit/s', () => {
    for (let people = 0; people <= 11; people += 1) expect(budget(crowd(people)).upKbps).toBeLessThanOrEqual(3500);
  });
});

const shown = fc.option(fc.integer({ min: 0, max: 2160 }));
const inputs: fc.Arbitrary<BudgetInput> = fc.record({
  receivers: fc
    .array(fc.record({ cameraHeight: shown, screenHeight: shown, distanceTiles: fc.double({ min: 0, max: 40, noNaN: true }) }), {
      maxLength: 30,
    })
    .map((list) => list.map((rest, i) => ({ peer: `peer-${i}`, ...rest }))),
  sends: fc.record({ camera: fc.boolean(), screen: fc.boolean() }),
  ladder: fc.record({
    steps: fc.integer({ min: 0, max: 20 }),
    cause: fc.constantFrom('cpu' as const, 'loss' as const),
    leavesOut: fc.boolean(),
    uplinkKbps: fc.option(fc.integer({ min: 0, max: 20_000 })),
  }),
});

describe('whatever is asked', () => {
  it('it keeps to the uplink while there is a picture to lower, and spares the voice as long', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const result = mediaBudget(input);
        const all = [...result.limits.values()];
        const pictures = all.flatMap(({ camera, screen }) => [camera, screen]).filter((limit) => limit !== null);
        const usable = (input.ladder.uplinkKbps ?? Infinity) * 0.85;
        if (pictures.length > 0) expect(result.upKbps).toBeLessThanOrEqual(usable);
        for (const { audio } of all) expect(audio.maxKbps).toBeGreaterThanOrEqual(pictures.length > 0 ? 32 : 16);
        expect(result.upKbps).toBe([...all.map(({ audio }) => audio), ...pictures].reduce((sum, limit) => sum + limit.maxKbps, 0));
        expect(result.limits.size).toBe(input.receivers.length);
      }),
    );
  });
  it('a lower step never costs more', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const lower = mediaBudget({ ...input, ladder: { ...input.ladder, steps: input.ladder.steps + 1 } });
        expect(lower.upKbps).toBeLessThanOrEqual(mediaBudget(input).upKbps);
      }),
    );
  });
  it('a nearer, larger picture is never worse than a farther, smaller one', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { limits } = mediaBudget(input);
        const size = (peer: string) => limits.get(peer)?.camera?.maxHeight ?? 0;
        for (const a of input.receivers) {
          for (const b of input.receivers) {
            const isLarger = (a.cameraHeight ?? Infinity) >= (b.cameraHeight ?? Infinity) && a.distanceTiles < b.distanceTiles;
            if (isLarger && a.cameraHeight !== 0) expect(size(a.peer)).toBeGreaterThanOrEqual(size(b.peer));
          }
        }
      }),
    );
  });
  it('the same question has the same objects for an answer', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const [one, other] = [mediaBudget(input), mediaBudget({ ...input, receivers: input.receivers.toReversed() })];
        for (const [peer, limits] of one.limits) {
          expect(other.limits.get(peer)?.camera).toBe(limits.camera);
          expect(other.limits.get(peer)?.audio).toBe(limits.audio);
        }
      }),
    );
  });
});
