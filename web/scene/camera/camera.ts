/**
 * Where the viewer looks: a point of the world (pixels at zoom 1) in the middle of the free part of the host, and a zoom.
 * Follows its goals with easing; knows no canvas, no people and no input devices. All times in ms, sizes in CSS pixels.
 */
import type { SceneInsets } from '../scene.ts';

export const MIN_ZOOM = 0.6;
export const MAX_ZOOM = 3;
/** At rest the zoom is one of these: textures are baked for them, so their pixels are crisp. */
export const ZOOM_STEPS = [0.6, 0.75, 1, 1.25, 1.5, 2, 2.5, 3] as const;

export type XY = { readonly x: number; readonly y: number };
export type Bounds = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export type Camera = {
  readonly resize: (width: number, height: number) => void;
  readonly setInsets: (insets: SceneInsets) => void;
  readonly setReducedMotion: (reduced: boolean) => void;
  /** Keeps a point within the dead zone; null lets the camera rest. */
  readonly track: (point: XY | null) => void;
  readonly jumpTo: (point: XY) => void;
  /** Drags the world by CSS pixels. */
  readonly pan: (dx: number, dy: number) => void;
  /** Multiplies the zoom around a point of the host, at once: a pinch leads, nothing eases behind it. */
  readonly zoomAround: (factor: number, at: XY) => void;
  readonly stepZoom: (direction: 1 | -1, at: XY) => void;
  readonly settle: (at: XY) => void;
  readonly setZoom: (zoom: number) => void;
  /** @returns true while something still moves. */
  readonly advance: (dtMs: number) => boolean;
  readonly zoom: () => number;
  readonly goalZoom: () => number;
  readonly toScreen: (world: XY) => XY;
  readonly toWorld: (screen: XY) => XY;
  /** The part of the world on the host. */
  readonly view: () => Bounds;
  readonly middle: () => XY;
};

const MOVE_TAU_MS = 170;
const ZOOM_TAU_MS = 70;
const DEAD_ZONE_X = 0.1;
const DEAD_ZONE_Y = 0.08;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
export const nearestStep = (zoom: number): number => {
  let best: number = ZOOM_STEPS[0];
  for (const step of ZOOM_STEPS) if (Math.abs(Math.log(step / zoom)) < Math.abs(Math.log(best / zoom))) best = step;
  return best;
};

export const createCamera = (bounds: Bounds): Camera => {
  let [width, height] = [1, 1];
  let insets: SceneInsets = { top: 0, right: 0, bottom: 0, left: 0 };
  let isReduced = false;
  let [x, y, zoom] = [(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2, 1];
  let goal = { x, y, zoom };
  let tracked: XY | null = null;
  let anchor: { readonly world: XY; readonly screen: XY } | null = null;

  const middle = (): XY => ({
    x: insets.left + Math.max(1, width - insets.left - insets.right) / 2,
    y: insets.top + Math.max(1, height - insets.top - insets.bottom) / 2,
  });
  const toWorld = (screen: XY): XY => ({ x: x + (screen.x - middle().x) / zoom, y: y + (screen.y - middle().y) / zoom });
  const toScreen = (world: XY): XY => ({ x: middle().x + (world.x - x) * zoom, y: middle().y + (world.y - y) * zoom });
  const within = (px: number, py: number): XY => ({ x: clamp(px, bounds.left, bounds.right), y: clamp(py, bounds.top, bounds.bottom) });
  const holdAnchor = (): void => {
    if (anchor === null) return;
    const now = toWorld(anchor.screen);
    const next = within(x + anchor.world.x - now.x, y + anchor.world.y - now.y);
    [x, y] = [next.x, next.y];
    goal = { ...goal, x, y };
  };
  const zoomTo = (value: number, at: XY): void => {
    anchor = { world: toWorld(at), screen: at };
    goal = { ...goal, zoom: clamp(value, MIN_ZOOM, MAX_ZOOM) };
    if (!isReduced) return;
    zoom = goal.zoom;
    holdAnchor();
  };
  const follow = (): void => {
    if (tracked === null) return;
    const slackX = ((width - insets.left - insets.right) * DEAD_ZONE_X) / zoom;
    const slackY = ((height - insets.top - insets.bottom) * DEAD_ZONE_Y) / zoom;
    const next = within(clamp(goal.x, tracked.x - slackX, tracked.x + slackX), clamp(goal.y, tracked.y - slackY, tracked.y + slackY));
    goal = { ...goal, ...next };
  };
  const eased = (from: number, to: number, dtMs: number, tauMs: number, near: number): number => {
    if (isReduced || Math.abs(to - from) < near) return to;
    return from + (to - from) * (1 - Math.exp(-dtMs / tauMs));
  };

  return {
    resize: (w, h) => {
      [width, height] = [Math.max(1, w), Math.max(1, h)];
    },
    setInsets: (next) => {
      // What is under the eye stays there: only the goal moves on.
      const centre = toWorld(middle());
      insets = next;
      const shifted = toWorld(middle());
      x += centre.x - shifted.x;
      y += centre.y - shifted.y;
    },
    setReducedMotion: (reduced) => {
      isReduced = reduced;
    },
    track: (point) => {
      tracked = point;
      if (point !== null && zoom === goal.zoom) anchor = null;
      follow();
    },
    jumpTo: (point) => {
      const next = within(point.x, point.y);
      [x, y] = [next.x, next.y];
      goal = { ...goal, x, y };
    },
    pan: (dx, dy) => {
      anchor = null;
      const next = within(x - dx / zoom, y - dy / zoom);
      [x, y] = [next.x, next.y];
      goal = { ...goal, x, y };
    },
    zoomAround: (factor, at) => {
      zoomTo(goal.zoom * factor, at);
      zoom = goal.zoom;
      holdAnchor();
    },
    stepZoom: (direction, at) => {
      const steps = direction > 0 ? ZOOM_STEPS : ZOOM_STEPS.toReversed();
      zoomTo(steps.find((step) => (step - goal.zoom) * direction > 0.01) ?? goal.zoom, at);
    },
    settle: (at) => zoomTo(nearestStep(goal.zoom), at),
    setZoom: (value) => {
      zoom = clamp(value, MIN_ZOOM, MAX_ZOOM);
      goal = { ...goal, zoom };
    },
    advance: (dtMs) => {
      if (zoom !== goal.zoom) {
        zoom = eased(zoom, goal.zoom, dtMs, ZOOM_TAU_MS, goal.zoom * 0.002);
        if (tracked === null) holdAnchor();
      } else anchor = null;
      follow();
      x = eased(x, goal.x, dtMs, MOVE_TAU_MS, 0.3 / zoom);
      y = eased(y, goal.y, dtMs, MOVE_TAU_MS, 0.3 / zoom);
      return x !== goal.x || y !== goal.y || zoom !== goal.zoom;
    },
    zoom: () => zoom,
    goalZoom: () => goal.zoom,
    toScreen,
    toWorld,
    view: () => {
      const a = toWorld({ x: 0, y: 0 });
      const b = toWorld({ x: width, y: height });
      return { left: a.x, top: a.y, right: b.x, bottom: b.y };
    },
    middle,
  };
};
