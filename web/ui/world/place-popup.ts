/** Where a popup goes: beside its trigger, on the wished side if there is room, never off the window. Pure. */
export type Side = 'top' | 'bottom' | 'left' | 'right';
export type Align = 'start' | 'center' | 'end';
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
export type Size = { readonly width: number; readonly height: number };

const GAP = 8;
const MARGIN = 8;

const opposite: Readonly<Record<Side, Side>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

const roomAt = (side: Side, anchor: Box, window: Size): number =>
  ({
    top: anchor.top,
    left: anchor.left,
    bottom: window.height - anchor.top - anchor.height,
    right: window.width - anchor.left - anchor.width,
  })[side];

const along = (align: Align, from: number, length: number, own: number): number => {
  if (align === 'start') return from;
  return align === 'end' ? from + length - own : from + (length - own) / 2;
};

/** @returns the upper left corner, in CSS pixels of the window */
export const placePopup = (
  anchor: Box,
  popup: Size,
  window: Size,
  wish: { readonly side: Side; readonly align: Align },
): { readonly left: number; readonly top: number; readonly side: Side } => {
  const needs = (wish.side === 'top' || wish.side === 'bottom' ? popup.height : popup.width) + GAP + MARGIN;
  const other = opposite[wish.side];
  const side =
    roomAt(wish.side, anchor, window) >= needs || roomAt(wish.side, anchor, window) >= roomAt(other, anchor, window) ? wish.side : other;
  const upright = side === 'top' || side === 'bottom';
  const left = upright
    ? along(wish.align, anchor.left, anchor.width, popup.width)
    : side === 'left'
      ? anchor.left - popup.width - GAP
      : anchor.left + anchor.width + GAP;
  const top = upright
    ? side === 'top'
      ? anchor.top - popup.height - GAP
      : anchor.top + anchor.height + GAP
    : along(wish.align, anchor.top, anchor.height, popup.height);
  return {
    left: clamp(left, MARGIN, Math.max(MARGIN, window.width - popup.width - MARGIN)),
    top: clamp(top, MARGIN, Math.max(MARGIN, window.height - popup.height - MARGIN)),
    side,
  };
};
