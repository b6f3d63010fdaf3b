/**
 * What others see of a person: how they look (a few bytes of choices), where they are and what they do.
 */
import * as v from 'valibot';
import type { SeatId } from '../ids.ts';
import type { Facing } from '../world/map.ts';

/** Choices are indices into the palettes of `looks.ts`, so that a look is 10 small numbers and every client draws it alike. */
export const HAIR_STYLES = ['short', 'bob', 'long', 'curly', 'bun', 'bald', 'crop', 'ponytail'] as const;
export const HATS = ['none', 'beanie', 'cap', 'sun', 'headset', 'beret'] as const;
export const OUTFITS = ['plain', 'jacket', 'stripes', 'hoodie', 'scarf', 'dungarees'] as const;
export const PALETTE_SIZE = 10;

const index = (size: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(size - 1));

export const AvatarLookSchema = v.object({
  /** 0 slim, 1 middle, 2 broad. */
  body: index(3),
  skin: index(PALETTE_SIZE),
  hair: index(HAIR_STYLES.length),
  hairColour: index(PALETTE_SIZE),
  outfit: index(OUTFITS.length),
  topColour: index(PALETTE_SIZE),
  accentColour: index(PALETTE_SIZE),
  legsColour: index(PALETTE_SIZE),
  hat: index(HATS.length),
  hatColour: index(PALETTE_SIZE),
  glasses: v.boolean(),
  beard: v.boolean(),
});
export type AvatarLook = v.InferOutput<typeof AvatarLookSchema>;

export const Status = { Available: 'available', Busy: 'busy', DoNotDisturb: 'dnd', Away: 'away' } as const;
export type Status = (typeof Status)[keyof typeof Status];

export const Motion = { Idle: 'idle', Walking: 'walking', Running: 'running', Sitting: 'sitting' } as const;
export type Motion = (typeof Motion)[keyof typeof Motion];

/** Where an avatar is and what it does at one moment. x, y in tiles; z in pixels above the floor. */
export type AvatarPose = {
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly motion: Motion;
  /** The seat that is taken; only while sitting. */
  readonly seat: SeatId | null;
};

/** Reactions float over a person for 1.6 s. `hand` stays up until it is lowered. */
export const REACTIONS = ['wave', 'heart', 'thumbs-up', 'clap', 'laugh', 'note', 'question'] as const;
export type Reaction = (typeof REACTIONS)[number];
