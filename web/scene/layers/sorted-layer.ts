/**
 * Everything that stands, from far to near: furniture, walls, doors and people. Fixed things are sorted once; movers
 * are sorted again when they move. Sprites get their textures from an atlas as it fills. Knows no people, only solids.
 */
import { Container, Sprite, Texture, type TextureSource } from 'pixi.js';
import { type Atlas, type Baked, createAtlas } from '../bake/atlas.ts';
import type { Slices } from '../bake/slices.ts';
import type { Bounds } from '../camera/camera.ts';
import type { Solid } from '../depth/box.ts';
import { createDepthOrder } from '../depth/depth-order.ts';
import type { SceneModel, Standing } from '../model.ts';
import type { Brush } from '../paint/brush.ts';
import type { Extent } from '../paint/piece.ts';
import type { Look } from './look.ts';

/** A sprite that shows one painting of a thing, and another one later. */
type Face = {
  readonly sprite: Sprite;
  readonly originX: number;
  readonly originY: number;
  key: string;
  extent: Extent;
  paint: (brush: Brush) => void;
  /** Whose texture it shows. */
  from: Atlas | null;
};

type Fixed = { readonly standing: Standing; readonly node: Container; readonly full: Face; readonly knee: Face | null };

export type Mover = {
  readonly move: (solid: Solid) => void;
  readonly remove: () => void;
};

export type Prop = {
  /** Changes what is shown; `solid` when it takes another place. */
  readonly show: (key: string, extent: Extent, paint: (brush: Brush) => void, solid?: Solid) => void;
  readonly node: Container;
};

export type SortedLayer = {
  readonly root: Container;
  /** `hold` paints in secret until `commit`. */
  readonly setLook: (look: Look, hold: boolean) => void;
  /** Is all of the view painted in the present look? */
  readonly isComplete: () => boolean;
  readonly commit: () => void;
  readonly show: (view: Bounds) => void;
  /** 1 is a whole wall, 0 one that is cut to the knee. */
  readonly setWallAlpha: (wall: number, alpha: number) => void;
  readonly addMover: (node: Container, solid: Solid) => Mover;
  /** A thing whose painting changes (a door leaf), with its origin at the world's. */
  readonly addProp: (solid: Solid, key: string, extent: Extent, paint: (brush: Brush) => void) => Prop;
  /** Glass of these walls is painted with extra frost. */
  readonly repaint: (wall: number, key: string, paint: (brush: Brush) => void) => void;
  /** Puts children in order if anything moved. */
  readonly arrange: () => void;
  /** Sends newly painted textures to the GPU. */
  readonly upload: () => void;
  readonly close: () => void;
};

const MARGIN_PX = 80;

/** @param send puts a finished picture into the GPU's memory before it is shown. */
export const createSortedLayer = (model: SceneModel, slices: Slices, send: (source: TextureSource) => void): SortedLayer => {
  const root = new Container({ sortableChildren: true });
  const order = createDepthOrder(model.standing);
  const nodes = new Map<number, Container>();
  const faces = new Set<Face>();
  const wallParts = new Map<number, Fixed[]>();
  let atlas: Atlas | null = null;
  let previous: Atlas | null = null;
  let arranged: readonly number[] = [];
  let lastView: Bounds | null = null;
  let isHeld = false;
  let isComplete = false;

  const dress = (face: Face, baked: Baked, from: Atlas): void => {
    face.from = from;
    face.sprite.texture = baked.texture;
    face.sprite.scale.set(1 / baked.scale);
    face.sprite.position.set(face.originX + baked.left, face.originY + baked.top);
  };
  /** What still shows a painting of this atlas goes back to an earlier one, or to nothing. */
  const drop = (gone: Atlas, earlier: Atlas | null): void => {
    for (const face of faces) {
      if (face.from !== gone) continue;
      const known = earlier?.get(face.key);
      if (known !== undefined && earlier !== null) dress(face, known, earlier);
      else {
        face.from = null;
        face.sprite.texture = Texture.EMPTY;
      }
    }
    gone.close();
  };
  const isSeen = (face: Face, view: Bounds): boolean =>
    face.originX + face.extent.left < view.right + MARGIN_PX &&
    face.originX + face.extent.right > view.left - MARGIN_PX &&
    face.originY + face.extent.top < view.bottom + MARGIN_PX &&
    face.originY + face.extent.bottom > view.top - MARGIN_PX;
  const want = (face: Face, urgency: number): void => {
    const target = atlas;
    if (target === null) return;
    const known = target.get(face.key);
    if (known !== undefined) {
      if (!isHeld && face.sprite.texture !== known.texture) dress(face, known, target);
      return;
    }
    slices.add(`solid/${face.key}`, urgency, () => {
      if (atlas !== target) return;
      const baked = target.get(face.key) ?? target.bake(face.key, face.extent, face.paint);
      // Others that look alike are dressed when they are asked for next.
      if (!isHeld) dress(face, baked, target);
    });
  };
  const createFace = (standing: Pick<Standing, 'key' | 'extent' | 'paint' | 'originX' | 'originY'>): Face => {
    const sprite = new Sprite({ texture: Texture.EMPTY, roundPixels: true });
    const face = {
      sprite,
      key: standing.key,
      extent: standing.extent,
      paint: standing.paint,
      originX: standing.originX,
      originY: standing.originY,
      from: null,
    };
    faces.add(face);
    return face;
  };
  const fixed = model.standing.map((standing, entry): Fixed => {
    const full = createFace(standing);
    const knee = standing.knee === null ? null : createFace({ ...standing, ...standing.knee });
    let node: Container = full.sprite;
    if (knee !== null) {
      node = new Container();
      node.addChild(knee.sprite, full.sprite);
    }
    nodes.set(entry, node);
    root.addChild(node);
    const made = { standing, node, full, knee };
    if (standing.wall !== null) wallParts.set(standing.wall, [...(wallParts.get(standing.wall) ?? []), made]);
    return made;
  });
  const props: Face[] = [];
  const request = (face: Face, view: Bounds): boolean => {
    const seen = isSeen(face, view);
    face.sprite.visible = seen;
    if (!seen) return true;
    // Far things first, so that the world grows towards the viewer.
    want(face, 6 + (face.originY + face.extent.bottom - view.top) / 400);
    return atlas?.get(face.key) !== undefined;
  };
  const show = (view: Bounds): void => {
    lastView = view;
    let ready = true;
    for (const { full, knee } of fixed) {
      ready = request(full, view) && ready;
      if (knee !== null) ready = request(knee, view) && ready;
    }
    for (const face of props) ready = request(face, view) && ready;
    isComplete = ready;
    if (!ready || isHeld || previous === null) return;
    drop(previous, null);
    previous = null;
  };

  return {
    root,
    isComplete: () => isComplete,
    commit: () => {
      isHeld = false;
      if (lastView !== null) show(lastView);
    },
    setLook: (look, hold) => {
      isHeld = hold;
      isComplete = false;
      const old = atlas;
      atlas = createAtlas(look.palette, look.colour, look.scale, send);
      if (previous === null) previous = old;
      else if (old !== null) drop(old, previous);
    },
    show,
    setWallAlpha: (wall, alpha) => {
      for (const { full } of wallParts.get(wall) ?? []) full.sprite.alpha = alpha;
    },
    addMover: (node, solid) => {
      const entry = order.addMover(solid);
      nodes.set(entry, node);
      root.addChild(node);
      return {
        move: (next) => order.move(entry, next),
        remove: () => {
          order.remove(entry);
          nodes.delete(entry);
          node.removeFromParent();
        },
      };
    },
    addProp: (solid, key, extent, paint) => {
      const face = createFace({ key, extent, paint, originX: 0, originY: 0 });
      props.push(face);
      const entry = order.addMover(solid);
      nodes.set(entry, face.sprite);
      root.addChild(face.sprite);
      return {
        node: face.sprite,
        show: (nextKey, nextExtent, nextPaint, nextSolid) => {
          [face.key, face.extent, face.paint] = [nextKey, nextExtent, nextPaint];
          if (nextSolid !== undefined) order.move(entry, nextSolid);
          if (lastView !== null) request(face, lastView);
        },
      };
    },
    repaint: (wall, key, paint) => {
      const part = fixed[wall];
      if (part === undefined) return;
      part.full.key = key;
      part.full.paint = paint;
      if (lastView !== null) request(part.full, lastView);
    },
    arrange: () => {
      const next = order.order();
      if (next === arranged) return;
      arranged = next;
      next.forEach((entry, index) => {
        const node = nodes.get(entry);
        if (node !== undefined) node.zIndex = index;
      });
    },
    upload: () => atlas?.upload(),
    close: () => {
      atlas?.close();
      previous?.close();
      for (const face of faces) face.sprite.destroy();
      root.destroy({ children: true });
    },
  };
};
