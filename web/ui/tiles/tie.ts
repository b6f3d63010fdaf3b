/** The hairline from a tile to its person: SVG path data. Pure; CSS pixels of the window. */
export type Point = { readonly x: number; readonly y: number };

/** Leaves the tile straight down and swings to the person from the side on which the tile is. */
export const tiePath = (from: Point, to: Point): string => {
  const drop = to.y - from.y;
  const round = (value: number): string => value.toFixed(1);
  const first = `${round(from.x)} ${round(from.y + drop * 0.62)}`;
  const second = `${round(to.x + (from.x - to.x) * 0.86)} ${round(to.y - drop * 0.06)}`;
  return `M${round(from.x)} ${round(from.y)}C${first} ${second} ${round(to.x)} ${round(to.y)}`;
};
