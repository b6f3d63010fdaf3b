/**
 * The geometry of a painted person: from a point on their body or head to a point on the canvas, for one of eight
 * facings. Pixels at zoom 1; the origin is the floor under the hips, y grows downwards. Knows no colours and no poses.
 *
 * On the body: `side` towards the person's right hand, `up` from the floor, `forward` where they look.
 * On the head: azimuth from the face (positive to the person's left) and elevation, both in radians, on a ball.
 */
import type { Facing } from '../../../../domain/world/map.ts';

export type Ctx = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
/** `depth` > 0 is towards the viewer. */
export type Spot = { readonly x: number; readonly y: number; readonly depth: number };

/** 2.6 heads make 46 px: feet 0, hips, shoulders, middle of the head. */
export const FIGURE = { hip: 12.6, shoulder: 25, neck: 27.6, head: 36.6, headRadius: 9 } as const;

/** The scene looks down by 30°, so depth on the floor is halved; a head is shown flatter, or we would see only hair. */
const FLOOR_FLATTENING = 0.5;
const BODY_FLATTENING = 0.3;
const HEAD_PITCH = 0.23;
const SIN_PITCH = Math.sin(HEAD_PITCH);
const COS_PITCH = Math.cos(HEAD_PITCH);

export type View = {
  /** Where the person looks, on the canvas: x to the right, y towards the viewer; a unit vector. */
  readonly fx: number;
  readonly fy: number;
  /** Azimuth of the viewer, seen from the face: 0 when the person looks at us. */
  readonly turn: number;
};

export const createView = (facing: Facing): View => {
  const angle = (facing * Math.PI) / 4;
  // Exact zeros and ones at the quarter turns keep symmetrical poses symmetrical.
  const clean = (v: number): number => (Math.abs(v) < 1e-9 ? 0 : v);
  return { fx: clean(Math.cos(angle)), fy: clean(Math.sin(angle)), turn: wrapAngle(angle - Math.PI / 2) };
};

/** A head is shown turned a little towards us: a pure profile hides the face, and the face is who it is. */
export const headView = (view: View): View => {
  const away = Math.abs(view.turn) > Math.PI * 0.6;
  const turn = away ? view.turn : view.turn * 0.78;
  return { turn, fx: Math.sin(-turn), fy: Math.cos(turn) };
};

const place = (view: View, side: number, up: number, forward: number, flattening: number): Spot => {
  const depth = view.fy * forward + view.fx * side;
  return { x: view.fx * forward - view.fy * side, y: depth * flattening - up, depth };
};

/** Feet, knees and everything that must agree with the floor. */
export const floorPoint = (view: View, side: number, up: number, forward: number): Spot => place(view, side, up, forward, FLOOR_FLATTENING);
/** Shoulders, hands, belly. */
export const bodyPoint = (view: View, side: number, up: number, forward: number): Spot => place(view, side, up, forward, BODY_FLATTENING);

/** A point of a ball around the head's middle; `radius` in pixels. */
export const headPoint = (view: View, azimuth: number, elevation: number, radius: number = FIGURE.headRadius): Spot => {
  const across = azimuth - view.turn;
  const flat = Math.cos(elevation) * Math.cos(across);
  const high = Math.sin(elevation);
  return {
    x: radius * Math.cos(elevation) * Math.sin(across),
    y: -radius * (high * COS_PITCH - flat * SIN_PITCH),
    depth: flat * COS_PITCH + high * SIN_PITCH,
  };
};

export const degrees = (value: number): number => (value * Math.PI) / 180;
/** Into −π…π. */
export const wrapAngle = (angle: number): number => {
  const turn = 2 * Math.PI;
  return angle - turn * Math.floor((angle + Math.PI) / turn);
};

/** A curve given by a few stops, in degrees: [azimuth 0…180, value], the same on both sides of the face. */
export type Stops = readonly (readonly [azimuth: number, value: number])[];
/** @returns the value at an azimuth in radians, eased between stops. */
export const along = (stops: Stops, azimuth: number): number => {
  const at = Math.abs(wrapAngle(azimuth)) * (180 / Math.PI);
  let previous = stops[0];
  for (const stop of stops) {
    if (previous !== undefined && at <= stop[0]) {
      const span = stop[0] - previous[0];
      const t = span === 0 ? 1 : (at - previous[0]) / span;
      return previous[1] + (stop[1] - previous[1]) * t * t * (3 - 2 * t);
    }
    previous = stop;
  }
  return previous?.[1] ?? 0;
};
