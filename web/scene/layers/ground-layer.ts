/**
 * The ground in square chunks, painted only where the viewer looks and only once for each look. A new look is painted
 * above the old one and replaces it chunk by chunk, so that nothing flashes.
 */
import { CanvasSource, Container, Sprite, Texture, type TextureSource } from 'pixi.js';
import { createCanvas } from '../bake/atlas.ts';
import type { Slices } from '../bake/slices.ts';
import type { Bounds } from '../camera/camera.ts';
import type { SceneModel } from '../model.ts';
import { paintGround } from '../paint/ground.ts';
import type { Look } from './look.ts';

const CHUNK_PX = 512;
/** Further chunks than this from the view are let go. */
const KEEP_CHUNKS = 96;

type Chunk = { readonly sprite: Sprite; readonly source: CanvasSource };
type Generation = { readonly look: Look; readonly root: Container; readonly chunks: Map<string, Chunk> };

export type GroundLayer = {
  readonly root: Container;
  /** `hold` paints in secret until `commit`. */
  readonly setLook: (look: Look, hold: boolean) => void;
  readonly isComplete: () => boolean;
  readonly commit: () => void;
  /** Asks for what is missing in the view. */
  readonly show: (view: Bounds) => void;
  readonly close: () => void;
};

/** @param send puts a finished chunk into the GPU's memory before it is shown. */
export const createGroundLayer = (model: SceneModel, slices: Slices, send: (source: TextureSource) => void): GroundLayer => {
  const root = new Container();
  let generations: Generation[] = [];
  let isComplete = false;

  const freeChunk = (chunk: Chunk): void => {
    chunk.sprite.destroy({ texture: true });
    chunk.source.destroy();
  };
  const free = (generation: Generation): void => {
    for (const chunk of generation.chunks.values()) freeChunk(chunk);
    generation.root.destroy();
  };
  const paint = (generation: Generation, cx: number, cy: number): void => {
    const { look } = generation;
    const size = CHUNK_PX / look.scale;
    const { canvas, ctx } = createCanvas(CHUNK_PX, CHUNK_PX);
    const part = { left: cx * size, top: cy * size, right: (cx + 1) * size, bottom: (cy + 1) * size };
    ctx.setTransform(look.scale, 0, 0, look.scale, -cx * CHUNK_PX, -cy * CHUNK_PX);
    paintGround({ ctx, palette: look.palette, colour: look.colour }, model, part, look.scale);
    const source = new CanvasSource({ resource: canvas });
    send(source);
    const sprite = new Sprite(new Texture({ source }));
    sprite.position.set(part.left, part.top);
    sprite.scale.set(1 / look.scale);
    generation.root.addChild(sprite);
    generation.chunks.set(`${cx},${cy}`, { sprite, source });
  };
  const trim = (generation: Generation, wanted: ReadonlySet<string>): void => {
    for (const [key, chunk] of generation.chunks) {
      if (generation.chunks.size <= KEEP_CHUNKS) return;
      if (wanted.has(key)) continue;
      generation.chunks.delete(key);
      freeChunk(chunk);
    }
  };

  return {
    root,
    isComplete: () => isComplete,
    commit: () => {
      const present = generations.at(-1);
      if (present !== undefined) present.root.visible = true;
    },
    setLook: (look, hold) => {
      isComplete = false;
      const generation = { look, root: new Container({ visible: !hold }), chunks: new Map<string, Chunk>() };
      root.addChild(generation.root);
      // Between two unfinished looks only the last finished one is worth keeping.
      for (const old of generations.slice(1)) free(old);
      generations = [...generations.slice(0, 1), generation];
    },
    show: (view) => {
      const generation = generations.at(-1);
      if (generation === undefined) return;
      const size = CHUNK_PX / generation.look.scale;
      const wanted = new Set<string>();
      let missing = 0;
      const middleX = (view.left + view.right) / 2;
      const middleY = (view.top + view.bottom) / 2;
      for (let cy = Math.floor(view.top / size); cy <= Math.floor(view.bottom / size); cy++)
        for (let cx = Math.floor(view.left / size); cx <= Math.floor(view.right / size); cx++) {
          const key = `${cx},${cy}`;
          wanted.add(key);
          if (generation.chunks.has(key)) continue;
          missing += 1;
          const distance = Math.hypot((cx + 0.5) * size - middleX, (cy + 0.5) * size - middleY);
          slices.add(`ground/${key}`, distance / 100, () => {
            if (generations.at(-1) === generation && !generation.chunks.has(key)) paint(generation, cx, cy);
          });
        }
      trim(generation, wanted);
      isComplete = missing === 0;
      if (missing > 0 || generations.length === 1 || !generation.root.visible) return;
      for (const old of generations.slice(0, -1)) free(old);
      generations = [generation];
    },
    close: () => {
      for (const generation of generations) free(generation);
      generations = [];
      root.destroy();
    },
  };
};
