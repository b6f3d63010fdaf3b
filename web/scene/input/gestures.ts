/**
 * Pointers and wheel turned into what a viewer means: tap, double tap, drag, pinch, zoom, hover. Knows no world: all
 * points are CSS pixels of the element.
 */
import type { XY } from '../camera/camera.ts';

export type GestureHandlers = {
  readonly onTap: (at: XY, tap: { readonly double: boolean; readonly touch: boolean }) => void;
  readonly onDrag: (dx: number, dy: number) => void;
  /** Two fingers or a trackpad: any factor. */
  readonly onPinch: (factor: number, at: XY) => void;
  /** The fingers are gone: come to rest. */
  readonly onPinchEnd: (at: XY) => void;
  /** A notch of the wheel. */
  readonly onNotch: (direction: 1 | -1, at: XY) => void;
  /** A mouse without buttons; null when it left. */
  readonly onHover: (at: XY | null) => void;
  readonly onDragging: (dragging: boolean) => void;
};

const DRAG_AFTER_PX = 6;
const DOUBLE_WITHIN_MS = 350;
const DOUBLE_WITHIN_PX = 26;
const NOTCH_PX = 60;
const TRACKPAD_REST_MS = 160;

export const listenForGestures = (element: HTMLElement, handlers: GestureHandlers, signal: AbortSignal): void => {
  const pointers = new Map<number, XY>();
  let start: XY | null = null;
  let isDragging = false;
  let wasPinch = false;
  let lastTap: { readonly at: XY; readonly ms: number } | null = null;
  let wheelSum = 0;
  let restTimer = 0;

  const pointOf = (event: MouseEvent): XY => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const spread = (): { readonly middle: XY; readonly distance: number } => {
    const [a, b] = [...pointers.values()];
    if (a === undefined || b === undefined) return { middle: a ?? { x: 0, y: 0 }, distance: 1 };
    return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
  };
  const setDragging = (dragging: boolean): void => {
    if (dragging === isDragging) return;
    isDragging = dragging;
    handlers.onDragging(dragging);
  };

  const down = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, pointOf(event));
    if (pointers.size === 1) {
      start = pointOf(event);
      wasPinch = false;
    } else wasPinch = true;
  };
  const move = (event: PointerEvent): void => {
    const at = pointOf(event);
    const before = pointers.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType === 'mouse') handlers.onHover(at);
      return;
    }
    if (pointers.size >= 2) {
      const old = spread();
      pointers.set(event.pointerId, at);
      const now = spread();
      handlers.onDrag(now.middle.x - old.middle.x, now.middle.y - old.middle.y);
      handlers.onPinch(now.distance / old.distance, now.middle);
      return;
    }
    pointers.set(event.pointerId, at);
    if (!isDragging && start !== null && Math.hypot(at.x - start.x, at.y - start.y) > DRAG_AFTER_PX && !wasPinch) setDragging(true);
    if (isDragging) handlers.onDrag(at.x - before.x, at.y - before.y);
  };
  const tap = (event: PointerEvent, at: XY): void => {
    const ms = event.timeStamp;
    const double =
      lastTap !== null && ms - lastTap.ms < DOUBLE_WITHIN_MS && Math.hypot(at.x - lastTap.at.x, at.y - lastTap.at.y) < DOUBLE_WITHIN_PX;
    lastTap = double ? null : { at, ms };
    handlers.onTap(at, { double, touch: event.pointerType !== 'mouse' });
  };
  const up = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const { middle } = spread();
    pointers.delete(event.pointerId);
    if (wasPinch) {
      if (pointers.size === 1) handlers.onPinchEnd(middle);
      return;
    }
    if (isDragging) setDragging(false);
    else if (event.type === 'pointerup') tap(event, before);
    start = null;
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const at = pointOf(event);
    if (event.ctrlKey) {
      handlers.onPinch(Math.exp(-event.deltaY * 0.01), at);
      clearTimeout(restTimer);
      restTimer = window.setTimeout(() => handlers.onPinchEnd(at), TRACKPAD_REST_MS);
      return;
    }
    const px = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 40;
    wheelSum = Math.sign(px) === Math.sign(wheelSum) ? wheelSum + px : px;
    if (Math.abs(wheelSum) < NOTCH_PX) return;
    handlers.onNotch(wheelSum < 0 ? 1 : -1, at);
    wheelSum = 0;
  };

  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('pointerleave', () => handlers.onHover(null), { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  signal.addEventListener('abort', () => clearTimeout(restTimer));
};
