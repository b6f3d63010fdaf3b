/**
 * Painted strips of people, one per look, facing, clip and sharpness, shared by everybody who looks alike. Strips are
 * painted when they are first wanted, a few frames of a strip per frame of the scene, and forgotten when they are
 * neither shown nor recent. Knows textures, not people: who shows a strip holds it, so that none is freed in use.
 */
import { CanvasSource, Rectangle, Texture } from 'pixi.js';
import type { AvatarLook } from '../../../domain/presence/avatar.ts';
import type { Facing } from '../../../domain/world/map.ts';
import { FIGURE_ROOM, PAINTED_SEAT_HEIGHT, paintFigure, paintFigureLegs } from './paint/figure.ts';
import { lookKey, type LookPaint, lookPaint } from './paint/look-paint.ts';
import { createShades, type Scheme, type Shades } from './paint/shade.ts';
import { type ClipName, STANCES } from './paint/stance.ts';

export type StripClip = ClipName | 'legs';
export type Strip = {
  readonly key: string;
  readonly frames: readonly Texture[];
  readonly bytes: number;
  readonly source: CanvasSource;
  /** How many sprites show it. */
  holders: number;
  lastWantedMs: number;
};
export type Wanted = { readonly look: AvatarLook; readonly facing: Facing; readonly clip: StripClip; readonly scale: number };
/** `exact` is false while the wanted strip is being painted and something near stands in for it. */
export type Found = { readonly strip: Strip; readonly exact: boolean };

export type SpriteStore = {
  /** @returns null only before anything of this look has been painted. */
  readonly find: (wanted: Wanted, nowMs: number) => Found | null;
  readonly hold: (strip: Strip) => void;
  readonly release: (strip: Strip) => void;
  /** Paints for a few milliseconds; call it every frame. @returns true while more is waiting. */
  readonly work: (nowMs: number) => boolean;
  readonly stats: () => { readonly strips: number; readonly bytes: number; readonly waiting: number };
  /** Strips that are still shown go when they are released. */
  readonly close: () => void;
};

export type SpriteStoreOptions = {
  readonly scheme: Scheme;
  /** Milliseconds that only grow; measures the painting itself. */
  readonly clock: () => number;
  /** Main-thread time for painting in one frame of the scene. */
  readonly budgetMs?: number;
  readonly limitBytes?: number;
};

/** Legs are painted for an office chair and, raised, for something low such as a beanbag. */
export const LEG_DROPS = [PAINTED_SEAT_HEIGHT, 9] as const;
const SCALES = [1, 1.5, 2, 3, 4, 6] as const;
const CELL = { width: FIGURE_ROOM.left + FIGURE_ROOM.right, height: FIGURE_ROOM.up + FIGURE_ROOM.down } as const;
const BUDGET_MS = 4;
const LIMIT_BYTES = 64 * 1024 * 1024;
/** A strip that nobody has wanted for this long is not painted any more. */
const STALE_MS = 400;

/** The sharpness to paint for: the smallest step that needs almost no enlarging. @param scale device pixels per pixel of zoom 1 */
export const scaleStep = (scale: number): number => SCALES.find((step) => step >= scale * 0.92) ?? SCALES[SCALES.length - 1] ?? 1;

export const ANCHOR = { x: FIGURE_ROOM.left / CELL.width, y: FIGURE_ROOM.up / CELL.height } as const;

type Job = {
  readonly key: string;
  readonly lookId: string;
  readonly wanted: Wanted;
  readonly count: number;
  /** Made when its turn comes: a crowd that arrives at once must not cost a hundred canvases in one frame. */
  easel: Easel | null;
  done: number;
  lastWantedMs: number;
};
type Easel = { readonly paint: LookPaint; readonly canvas: HTMLCanvasElement; readonly ctx: CanvasRenderingContext2D };

const frameCount = (clip: StripClip): number => (clip === 'legs' ? LEG_DROPS.length : STANCES[clip].length);

const paintFrame = (ctx: CanvasRenderingContext2D, { facing, clip }: Wanted, paint: LookPaint, index: number): void => {
  if (clip === 'legs') {
    paintFigureLegs(ctx, facing, paint, LEG_DROPS[index] ?? PAINTED_SEAT_HEIGHT);
    return;
  }
  const stance = STANCES[clip][index];
  if (stance) paintFigure(ctx, facing, paint, stance);
};

export const createSpriteStore = ({ scheme, clock, budgetMs = BUDGET_MS, limitBytes = LIMIT_BYTES }: SpriteStoreOptions): SpriteStore => {
  const shades: Shades = createShades(scheme);
  const strips = new Map<string, Strip>();
  const jobs = new Map<string, Job>();
  /** What stands in for a strip: the last painted one by look, and by look, facing and posture. */
  const standIns = new Map<string, Strip>();
  let bytes = 0;
  let closed = false;
  let workedAtMs = 0;

  const posture = (clip: StripClip): string => (clip === 'legs' ? 'legs' : clip.startsWith('sit') ? 'sit' : 'stand');
  const standInKeys = (lookId: string, { facing, clip }: Wanted): readonly string[] => {
    const kind = posture(clip);
    return [`${lookId}|${kind}|${facing}|${clip}`, `${lookId}|${kind}|${facing}`, `${lookId}|${kind}`];
  };

  const setUp = ({ wanted, count }: Job): Easel => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(CELL.width * wanted.scale) * count;
    canvas.height = Math.ceil(CELL.height * wanted.scale);
    const ctx = canvas.getContext('2d');
    if (!ctx) throw new TypeError('This browser has no 2d canvas.');
    return { paint: lookPaint(wanted.look, shades), canvas, ctx };
  };

  const step = (job: Job): void => {
    const { wanted, count } = job;
    job.easel ??= setUp(job);
    const { ctx, canvas, paint } = job.easel;
    const cell = canvas.width / count;
    ctx.save();
    ctx.beginPath();
    ctx.rect(cell * job.done, 0, cell, canvas.height);
    ctx.clip();
    ctx.translate(cell * job.done, 0);
    ctx.scale(wanted.scale, wanted.scale);
    ctx.translate(FIGURE_ROOM.left, FIGURE_ROOM.up);
    paintFrame(ctx, wanted, paint, job.done);
    ctx.restore();
    job.done++;
  };

  const finish = (job: Job): void => {
    const { wanted, count } = job;
    const { canvas } = (job.easel ??= setUp(job));
    const source = new CanvasSource({ resource: canvas, resolution: wanted.scale, scaleMode: 'linear' });
    const cell = canvas.width / count / wanted.scale;
    const frames = Array.from(
      { length: count },
      (_, i) => new Texture({ source, frame: new Rectangle(cell * i, 0, cell, canvas.height / wanted.scale) }),
    );
    const strip: Strip = {
      key: job.key,
      frames,
      source,
      bytes: canvas.width * canvas.height * 4,
      holders: 0,
      lastWantedMs: job.lastWantedMs,
    };
    strips.set(job.key, strip);
    for (const key of standInKeys(job.lookId, wanted)) standIns.set(key, strip);
    bytes += strip.bytes;
    jobs.delete(job.key);
  };

  const forget = (strip: Strip): void => {
    strips.delete(strip.key);
    for (const [key, standIn] of standIns) if (standIn === strip) standIns.delete(key);
    bytes -= strip.bytes;
    for (const frame of strip.frames) frame.destroy(false);
    strip.source.destroy();
  };

  const trim = (): void => {
    if (bytes <= limitBytes) return;
    const idle = [...strips.values()].filter((strip) => strip.holders === 0).toSorted((a, b) => a.lastWantedMs - b.lastWantedMs);
    for (const strip of idle) {
      if (bytes <= limitBytes * 0.8) return;
      forget(strip);
    }
  };

  return {
    find: (wanted, nowMs) => {
      const lookId = lookKey(wanted.look);
      const key = `${lookId}|${wanted.facing}|${wanted.clip}|${wanted.scale}`;
      const strip = strips.get(key);
      if (strip) {
        strip.lastWantedMs = nowMs;
        return { strip, exact: true };
      }
      const job = jobs.get(key);
      if (job) job.lastWantedMs = nowMs;
      else jobs.set(key, { key, lookId, wanted, count: frameCount(wanted.clip), easel: null, done: 0, lastWantedMs: nowMs });
      for (const standInKey of standInKeys(lookId, wanted)) {
        const standIn = standIns.get(standInKey);
        if (standIn) return { strip: standIn, exact: false };
      }
      return null;
    },
    hold: (strip) => {
      strip.holders++;
    },
    release: (strip) => {
      strip.holders--;
      if (closed && strip.holders === 0) forget(strip);
    },
    work: (nowMs) => {
      if (jobs.size === 0) {
        workedAtMs = nowMs;
        return false;
      }
      const startedMs = clock();
      // A slice ends with the first strip that is finished too: its upload to the GPU belongs to this frame as well.
      for (const job of jobs.values()) {
        // Measured from the frame before: a slow frame, however long, makes nothing stale that it wanted.
        if (workedAtMs - job.lastWantedMs > STALE_MS) {
          jobs.delete(job.key);
          continue;
        }
        while (job.done < job.count && clock() - startedMs < budgetMs) step(job);
        if (job.done < job.count) break;
        finish(job);
        if (clock() - startedMs >= budgetMs) break;
      }
      workedAtMs = nowMs;
      trim();
      return jobs.size > 0;
    },
    stats: () => ({ strips: strips.size, bytes, waiting: jobs.size }),
    close: () => {
      closed = true;
      jobs.clear();
      for (const strip of strips.values()) if (strip.holders === 0) forget(strip);
    },
  };
};
