/** The four pictures of light over a place, repainted when the hour, the theme or the palette changes. Each is a slice of its own. */
import type { Renderer, WebGLRenderer } from 'pixi.js';
import { numberOption } from '../../../domain/world/catalogue.ts';
import type { Lamp, PlaceMap } from '../../../domain/world/map.ts';
import { groundHeight } from '../../../domain/world/objects.ts';
import { project } from '../../../domain/world/projection.ts';
import type { Slices } from '../bake/slices.ts';
import type { Bounds } from '../camera/camera.ts';
import { type CanvasLayer, createCanvasLayer } from '../layers/canvas-layer.ts';
import type { Look } from '../layers/look.ts';
import type { SceneModel } from '../model.ts';
import type { Canvas2d } from '../paint/brush.ts';
import { DROP_PX } from '../paint/surroundings.ts';
import { type Beam, paintAir, paintLightMap, paintShade, paintSun } from './paint-light.ts';
import type { Daylight } from './sun.ts';
import { sunWindows } from './windows.ts';

/**
 * Pixi has no "multiply by two" (2 · source · destination). Its table of blend functions is per context, and `min` is
 * one that a 2D scene has no use for; the entry is replaced again after a lost context.
 */
const DOUBLE_MULTIPLY = 'min';
export const installDoubleMultiply = (renderer: Renderer): void => {
  const { gl, state } = renderer as WebGLRenderer;
  const { blendModesMap } = state as unknown as { readonly blendModesMap: { [mode: string]: number[] } };
  blendModesMap[DOUBLE_MULTIPLY] = [gl.DST_COLOR, gl.SRC_COLOR, gl.ZERO, gl.ONE];
};

export type LightLayers = {
  readonly sun: CanvasLayer;
  readonly shade: CanvasLayer;
  readonly map: CanvasLayer;
  readonly air: CanvasLayer;
  /** Paints them one by one, and shows each at once or, with `hold`, all of them at `commit`. */
  readonly paint: (look: Look, light: Daylight, hold: boolean) => void;
  readonly isComplete: () => boolean;
  readonly commit: () => void;
  readonly close: () => void;
};

const boundsOf = (map: PlaceMap, margin: number, up: number): Bounds => ({
  left: project(0, map.depth).x - margin,
  right: project(map.width, 0).x + margin,
  top: project(0, 0).y - up - margin,
  bottom: project(map.width, map.depth).y + margin,
});

const beamsOf = (map: PlaceMap): readonly Beam[] =>
  map.objects
    .filter((object) => object.kind === 'spotlight')
    .map((object) => {
      const aimX = numberOption(object.options ?? {}, 'aimX', object.x, 0, map.width);
      const aimY = numberOption(object.options ?? {}, 'aimY', object.y + 1, 0, map.depth);
      return { x: object.x, y: object.y, z: object.z ?? 50, aimX, aimY, floor: groundHeight(map, aimX, aimY), radius: 0.62 };
    });

/** Lamps that nobody authored: beside the way in. */
export const pathLamps = (model: SceneModel): readonly Lamp[] => {
  const { gate, depth } = model.surroundings;
  if (gate === null) return [];
  return [gate.from - 0.5, gate.to + 0.5].map((x) => ({ kind: 'lamp', x, y: depth + 0.7, z: 43 - DROP_PX, radius: 1.9, strength: 0.8 }));
};

/** The light map has to cover whatever a view can show around the place. */
const SURROUND_PX = 1500;

export const createLightLayers = (model: SceneModel, slices: Slices): LightLayers => {
  const { map } = model;
  const windows = sunWindows(map);
  const lamps = [...map.lamps, ...pathLamps(model)];
  const beams = beamsOf(map);
  const near = boundsOf(map, 40, 60);
  const wide = boundsOf(map, SURROUND_PX, 60);
  const sun = createCanvasLayer(near, 0.75, 1_500_000);
  const shade = createCanvasLayer(near, 1, 2_000_000);
  const light = createCanvasLayer(wide, 1 / 6, 500_000);
  const air = createCanvasLayer(near, 0.5, 1_000_000);
  const layers = [sun, shade, light, air];
  const waiting = new Set<CanvasLayer>();
  light.sprite.blendMode = DOUBLE_MULTIPLY;
  air.sprite.blendMode = 'screen';
  return {
    sun,
    shade,
    map: light,
    air,
    paint: (look, day, hold) => {
      const add = (layer: CanvasLayer, draw: (ctx: Canvas2d) => void): void => {
        waiting.add(layer);
        slices.add(`light/${layers.indexOf(layer)}`, 2, () => {
          layer.paint(draw);
          waiting.delete(layer);
          if (!hold) layer.show();
        });
      };
      add(light, (ctx) => paintLightMap(ctx, model, lamps, windows, day, wide, light.scale));
      add(shade, (ctx) => paintShade(ctx, model, look, day, shade.scale));
      add(sun, (ctx) => paintSun(ctx, windows, day, sun.scale));
      add(air, (ctx) => paintAir(ctx, lamps, windows, beams, day));
    },
    isComplete: () => waiting.size === 0,
    commit: () => {
      for (const layer of layers) layer.show();
    },
    close: () => {
      for (const layer of layers) layer.close();
    },
  };
};
