/**
 * What all people of one picture share: painted strips, marks, the pool of light, and room for their names. One per
 * renderer; it lives as long as somebody is drawn with it. Knows views only as points and rectangles.
 */
import type { Container, Renderer } from 'pixi.js';
import type { AvatarContext } from './avatar-view.ts';
import { type MarkColours, markColours } from './marks/mark-colours.ts';
import { createMarkStore, type MarkStore } from './marks/mark-store.ts';
import type { Scheme } from './paint/shade.ts';
import { layoutPills, type PillRect } from './pill-layout.ts';
import { createPoolOfLight, type PoolOfLight, type PoolPoint } from './pool-of-light.ts';
import { createSpriteStore, type SpriteStore } from './sprite-store.ts';

export type AvatarStudio = {
  readonly sprites: () => SpriteStore;
  /** Marks of a constant size on screen. */
  readonly labels: () => MarkStore;
  /** Marks on the floor, which grow with the zoom. */
  readonly floor: () => MarkStore;
  readonly colours: () => MarkColours;
  readonly scheme: () => Scheme;
  readonly setContext: (context: AvatarContext) => void;
  /** Before each person of a frame; does its work for the first: paints waiting strips and the pool, spreads names. */
  readonly tick: (nowMs: number) => void;
  /** After a person: is there work for the next frame? */
  readonly isWaiting: () => boolean;
  /** A person steps into the conversation, moves in it, or leaves (null). Own light carries the pool. */
  readonly join: (member: object, point: PoolPoint | null, ground: Container, isSelf: boolean) => void;
  /** Where a person's name wants to be, in CSS pixels of a picture that is not panned. @returns how far to move it down */
  readonly placePill: (member: object, pill: PillRect) => number;
  readonly enter: (member: object) => void;
  readonly leave: (member: object) => void;
};

type Member = { readonly point: PoolPoint; readonly ground: Container; readonly isSelf: boolean };

const FLOOR_RESOLUTION = 3;
const labelResolution = (resolution: number): number => Math.min(3, Math.max(1, Math.ceil(resolution * 2) / 2));

const createStudio = (first: AvatarContext, onEmpty: () => void): AvatarStudio => {
  let context = first;
  const clock = (): number => performance.now();
  const makeSprites = (): SpriteStore => createSpriteStore({ scheme: context.scheme, clock });
  let sprites = makeSprites();
  let labels = createMarkStore(labelResolution(context.resolution));
  const floor = createMarkStore(FLOOR_RESOLUTION);
  let colours = markColours(context.scheme, context.highContrast);
  const members = new Set<object>();
  const talkers = new Map<object, Member>();
  const pills = new Map<object, { rect: PillRect; dy: number }>();
  let pillsMoved = false;
  let pool: PoolOfLight | null = null;
  let tickedAtMs = Number.NaN;
  let poolIsOld = false;
  let wasBehind = false;
  let spritesWait = false;

  const paintPool = (): void => {
    poolIsOld = false;
    const list = [...talkers.values()];
    const host = list.find(({ isSelf }) => isSelf) ?? list[0];
    if (list.length < 2 || !host) {
      pool?.close();
      pool = null;
      return;
    }
    pool ??= createPoolOfLight();
    if (pool.container.parent !== host.ground) host.ground.addChildAt(pool.container, 0);
    // Its points are pixels of the world; the container it lies in is moved with its person.
    pool.set(
      list.map(({ point }) => ({ x: point.x - host.point.x, y: point.y - host.point.y })),
      context.scheme,
    );
  };

  /** Names make room for each other one frame after somebody moved; nobody sees the difference. */
  const spreadPills = (): void => {
    pillsMoved = false;
    const list = [...pills.values()];
    const offsets = layoutPills(list.map(({ rect }) => rect));
    list.forEach((pill, i) => (pill.dy = offsets[i] ?? 0));
  };

  return {
    sprites: () => sprites,
    labels: () => labels,
    floor: () => floor,
    colours: () => colours,
    scheme: () => context.scheme,
    setContext: (next) => {
      if (next === context) return;
      const before = context;
      context = next;
      colours = markColours(next.scheme, next.highContrast);
      // What is still shown of the old stores stays until the new has been painted: nobody blinks away.
      if (before.scheme !== next.scheme) {
        const old = sprites;
        sprites = makeSprites();
        old.close();
      }
      if (before.scheme !== next.scheme || before.highContrast !== next.highContrast || before.resolution !== next.resolution) {
        const old = labels;
        labels = createMarkStore(labelResolution(next.resolution));
        old.close();
      }
      poolIsOld = talkers.size > 0;
    },
    tick: (nowMs) => {
      if (tickedAtMs === nowMs) return;
      tickedAtMs = nowMs;
      wasBehind = labels.isBehind() || floor.isBehind();
      labels.beginFrame();
      floor.beginFrame();
      if (poolIsOld) paintPool();
      if (pillsMoved) spreadPills();
      spritesWait = sprites.work(nowMs);
    },
    isWaiting: () => spritesWait || poolIsOld || pillsMoved || wasBehind || labels.isBehind(),
    join: (member, point, ground, isSelf) => {
      const before = talkers.get(member);
      if (point === null) {
        if (before && pool?.container.parent === ground) ground.removeChild(pool.container);
        if (talkers.delete(member)) poolIsOld = true;
        return;
      }
      if (before && before.point.x === point.x && before.point.y === point.y && before.isSelf === isSelf) return;
      talkers.set(member, { point: { x: point.x, y: point.y }, ground, isSelf });
      poolIsOld = true;
    },
    placePill: (member, rect) => {
      const known = pills.get(member);
      if (!known) {
        pills.set(member, { rect, dy: 0 });
        pillsMoved = true;
        return 0;
      }
      const { x, y, width, pinned } = known.rect;
      if (Math.abs(x - rect.x) > 0.5 || Math.abs(y - rect.y) > 0.5 || width !== rect.width || pinned !== rect.pinned) {
        known.rect = rect;
        pillsMoved = true;
      }
      return known.dy;
    },
    enter: (member) => {
      members.add(member);
    },
    leave: (member) => {
      pillsMoved = pills.delete(member) || pillsMoved;
      if (!members.delete(member) || members.size > 0) return;
      pool?.close();
      sprites.close();
      labels.close();
      floor.close();
      onEmpty();
    },
  };
};

/** Renderers are made and lost by the scene; what is painted for one goes with it. */
const studios = new WeakMap<Renderer, AvatarStudio>();

export const studioFor = (context: AvatarContext): AvatarStudio => {
  const known = studios.get(context.renderer);
  if (known) return known;
  const made = createStudio(context, () => studios.delete(context.renderer));
  studios.set(context.renderer, made);
  return made;
};
