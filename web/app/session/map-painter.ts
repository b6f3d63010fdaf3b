/** Keeps the little map painted: its ground once per canvas and theme, its people whenever asked. Loads the painter at first use. */
import type { PlaceMap } from '../../../domain/world/map.ts';
import type { Minimap, ThumbnailDot, ThumbnailTheme } from '../../scene/thumbnail.ts';

type Painted = { readonly canvas: HTMLCanvasElement; readonly theme: ThumbnailTheme; readonly width: number; readonly minimap: Minimap };

export const createMapPainter = (
  map: PlaceMap,
  theme: () => ThumbnailTheme,
  people: () => readonly ThumbnailDot[],
): ((canvas: HTMLCanvasElement) => void) => {
  let painter: typeof import('../../scene/thumbnail.ts') | null = null;
  let painted: Painted | null = null;
  const paint = (canvas: HTMLCanvasElement): void => {
    if (painter === null) {
      void import('../../scene/thumbnail.ts').then((loaded) => {
        painter = loaded;
        return paint(canvas);
      });
      return;
    }
    const now = theme();
    if (painted?.canvas !== canvas || painted.theme !== now || painted.width !== canvas.width) {
      painted = { canvas, theme: now, width: canvas.width, minimap: painter.createMinimap(canvas, map, now, devicePixelRatio || 1) };
    }
    painted.minimap.draw(people());
  };
  return paint;
};
