/**
 * Marks as textures, painted once and shared by everybody who needs the same one. Those that nobody shows are kept for
 * a while (a voice that pauses comes back) and then freed, oldest first.
 */
import { CanvasSource, Sprite, Texture } from 'pixi.js';
import type { Mark } from './labels.ts';

export type MarkTexture = {
  readonly key: string;
  readonly texture: Texture;
  readonly mark: Mark;
  holders: number;
};

export type MarkStore = {
  /**
   * The mark of a key, painted by `make` when it is new. The caller holds it until it releases it.
   * @returns null when enough has been painted in this frame: ask again in the next
   */
  readonly hold: (key: string, make: () => Mark) => MarkTexture | null;
  /** A new frame begins: its share of painting is fresh. */
  readonly beginFrame: () => void;
  /** Did somebody have to wait since the frame began? */
  readonly isBehind: () => boolean;
  readonly release: (mark: MarkTexture) => void;
  /** Width of a text in a font, in CSS pixels. */
  readonly measure: (text: string, font: string) => number;
  /** Marks that are still shown go when they are released. */
  readonly close: () => void;
};

/** Marks that nobody shows any more but that may come back. */
const MOST_IDLE = 120;
/** New marks in one frame: a crowd that arrives at once gets its names over a few frames. */
const MOST_NEW = 6;

/** @param resolution pixels of the texture per pixel of the mark */
export const createMarkStore = (resolution: number): MarkStore => {
  const marks = new Map<string, MarkTexture>();
  let closed = false;
  let painted = 0;
  let behind = false;
  const ruler = document.createElement('canvas').getContext('2d');

  const paint = (mark: Mark): Texture => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.ceil(mark.width * resolution));
    canvas.height = Math.max(1, Math.ceil(mark.height * resolution));
    const ctx = canvas.getContext('2d');
    if (ctx) {
      ctx.scale(resolution, resolution);
      mark.paint(ctx);
    }
    return new Texture({ source: new CanvasSource({ resource: canvas, resolution, scaleMode: 'linear' }) });
  };

  const trim = (): void => {
    const idle = [...marks.values()].filter((mark) => mark.holders === 0);
    for (const mark of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) {
      marks.delete(mark.key);
      mark.texture.destroy(true);
    }
  };

  return {
    hold: (key, make) => {
      const known = marks.get(key);
      if (known) {
        known.holders++;
        return known;
      }
      if (painted >= MOST_NEW) {
        behind = true;
        return null;
      }
      painted++;
      const mark = make();
      const made: MarkTexture = { key, mark, texture: paint(mark), holders: 1 };
      marks.set(key, made);
      return made;
    },
    beginFrame: () => {
      painted = 0;
      behind = false;
    },
    isBehind: () => behind,
    release: (mark) => {
      mark.holders--;
      if (mark.holders > 0) return;
      if (closed) {
        mark.texture.destroy(true);
        return;
      }
      // To the end of the map: it was shown until now.
      marks.delete(mark.key);
      marks.set(mark.key, mark);
      if (marks.size > MOST_IDLE) trim();
    },
    measure: (text, font) => {
      if (!ruler) return text.length * 7;
      ruler.font = font;
      return ruler.measureText(text).width;
    },
    close: () => {
      closed = true;
      for (const mark of marks.values()) if (mark.holders === 0) mark.texture.destroy(true);
      marks.clear();
    },
  };
};

/** A sprite that shows one mark at a time and gives it back. */
export type MarkSprite = {
  readonly sprite: Sprite;
  /** Shows the mark of a key, or nothing. Cheap while the key stays. */
  readonly show: (key: string | null, make: () => Mark) => Mark | null;
  readonly close: () => void;
};

export const createMarkSprite = (store: () => MarkStore): MarkSprite => {
  const sprite = new Sprite();
  let held: { readonly from: MarkStore; readonly mark: MarkTexture } | null = null;
  const drop = (): void => {
    if (!held) return;
    held.from.release(held.mark);
    held = null;
    sprite.texture = Texture.EMPTY;
  };
  sprite.visible = false;
  return {
    sprite,
    show: (key, make) => {
      if (key === null) {
        drop();
        sprite.visible = false;
        return null;
      }
      const from = store();
      if (held?.from !== from || held.mark.key !== key) {
        const next = from.hold(key, make);
        // Until its turn comes, what was shown stays.
        if (next === null) return held?.mark.mark ?? null;
        drop();
        held = { from, mark: next };
        sprite.texture = next.texture;
        sprite.anchor.set(next.mark.originX / next.mark.width, next.mark.originY / next.mark.height);
      }
      sprite.visible = true;
      return held.mark.mark;
    },
    close: () => {
      drop();
      sprite.destroy();
    },
  };
};
