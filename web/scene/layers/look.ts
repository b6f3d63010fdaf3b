/** How the world is painted at present: the palette and the scale that textures are baked for. A new object is a new look. */
import { type Colours, PALETTES, type Palette, type PaletteName, createColours } from '../paint/palette.ts';

export type Look = { readonly palette: Palette; readonly colour: Colours; readonly scale: number };

const MAX_SCALE = 4;
export const createLook = (name: PaletteName, zoom: number, resolution: number): Look => {
  const palette = PALETTES[name];
  return { palette, colour: createColours(palette), scale: Math.min(MAX_SCALE, zoom * resolution) };
};
