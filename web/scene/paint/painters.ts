/** One painter for each kind of the catalogue; a kind that nobody knows is a plain crate, so that a newer map still opens. */
import { type Kind, isKind } from '../../../domain/world/catalogue.ts';
import type { ObjectOptions, Rotation } from '../../../domain/world/map.ts';
import { DECOR } from './decor.ts';
import { HOME } from './home.ts';
import { PAINT } from './paints.ts';
import { type Piece, createKit } from './piece.ts';
import { PLANTS } from './plants.ts';
import { ROOMS } from './rooms.ts';
import { type Painter, WORK, solid } from './work.ts';

const PAINTERS: { readonly [kind in Kind]: Painter } = { ...WORK, ...HOME, ...ROOMS, ...PLANTS, ...DECOR };

const crate: Painter = (kit) => {
  kit.box(-0.22, -0.22, 0.22, 0.22, 0, 14, solid(PAINT.oakSand));
};

export const buildPiece = (kind: string, rotation: Rotation, options: ObjectOptions): Piece => {
  const kit = createKit(rotation);
  (isKind(kind) ? PAINTERS[kind] : crate)(kit, options);
  return kit.build();
};

/** Pieces that look the same share this key. */
export const pieceKey = (kind: string, rotation: Rotation, options: ObjectOptions): string =>
  `${kind}/${rotation}/${Object.keys(options)
    .toSorted()
    .map((name) => `${name}=${String(options[name])}`)
    .join(',')}`;
