/**
 * The contract between the scene and the drawing of one person. The scene owns position in the picture (camera,
 * depth order, layers); an avatar view owns what a person looks like, their animation, and what floats over them.
 * `createAvatarView` is in `avatar-sprite.ts`.
 */
import type { Container, Renderer } from 'pixi.js';
import type { AvatarPose, Reaction } from '../../../domain/presence/avatar.ts';
import type { ScenePerson } from '../scene.ts';

/** Where a person is drawn, beyond what others know of them: heights come from the map, so they are never sent. */
export type AvatarPlacement = AvatarPose & {
  /** Height of the floor under them (a stage), in pixels at zoom 1. */
  readonly z: number;
  /** Height of the seat above that floor while sitting, in pixels; 0 otherwise. */
  readonly seatHeight: number;
};

export type AvatarContext = {
  readonly renderer: Renderer;
  readonly scheme: 'light' | 'dark';
  readonly highContrast: boolean;
  readonly reducedMotion: boolean;
  /** Device pixels per CSS pixel: textures are baked for `zoom × resolution`. */
  readonly resolution: number;
  /** Tiles and pixels of height → pixels of the world layer at zoom 1. */
  readonly project: (x: number, y: number, z: number) => { readonly x: number; readonly y: number };
};

export type AvatarView = {
  /** The figure; sorted among furniture. Its local origin is the floor under the hips. */
  readonly body: Container;
  /** The legs of a sitter, sorted on their own because they go under the table; empty while standing. */
  readonly legs: Container;
  /** Speaking ring, pool of light, own marker: lies on the floor, under everything that stands. */
  readonly ground: Container;
  /** Name, bubble, emotes: above everything, in a constant size on screen (the view undoes the zoom itself). */
  readonly overlay: Container;
  /**
   * Moves and redraws. Sets the position of all four containers in pixels of the world layer.
   * @returns true while the view changes by itself (a walk, a ring that breathes, an emote): the scene draws again.
   */
  readonly update: (person: ScenePerson, pose: AvatarPlacement, nowMs: number, zoom: number) => boolean;
  readonly react: (reaction: Reaction, nowMs: number) => void;
  readonly say: (text: string, nowMs: number) => void;
  /** Rests the pointer on the person, or marks them from a list: an outline, not only a colour. */
  readonly setHighlighted: (highlighted: boolean) => void;
  /** New theme or resolution: textures of the old one are let go. */
  readonly setContext: (context: AvatarContext) => void;
  /** Fades out if motion is allowed, then removes and frees its containers. Calls `done` when gone. */
  readonly close: (nowMs: number, done?: () => void) => void;
};

export type CreateAvatarView = (context: AvatarContext) => AvatarView;
