/**
 * The grip of a sheet: dragged, pressed, or moved by keys between closed, half and full. Owns one drag at a time.
 */
export type SheetHeight = 'closed' | 'half' | 'full';

const STEPS: readonly SheetHeight[] = ['closed', 'half', 'full'];
/** A shorter way is a press, not a drag. */
const PRESS_PX = 6;
const STEP_PX = 90;

/** Where a drag of `upPx` leads from `from`. Pure. */
export const sheetAfter = (from: SheetHeight, upPx: number): SheetHeight => {
  const moved = Math.sign(upPx) * Math.ceil((Math.abs(upPx) - STEP_PX / 3) / (STEP_PX * 2));
  const at = STEPS.indexOf(from) + (Math.abs(upPx) < STEP_PX / 3 ? 0 : moved);
  return STEPS[Math.max(0, Math.min(at, STEPS.length - 1))]!;
};

/** A press goes up a step, and from the top all the way down. Pure. */
export const sheetAfterPress = (from: SheetHeight): SheetHeight => STEPS[(STEPS.indexOf(from) + 1) % STEPS.length]!;

export type SheetDragOptions = { readonly heightOf: () => SheetHeight; readonly setHeight: (height: SheetHeight) => void };

export class SheetDrag {
  private readonly options: SheetDragOptions;
  private fromY: number | null = null;
  private dragged = false;

  constructor(options: SheetDragOptions) {
    this.options = options;
  }

  readonly press = (): void => {
    if (!this.dragged) this.options.setHeight(sheetAfterPress(this.options.heightOf()));
    this.dragged = false;
  };

  readonly key = (event: KeyboardEvent): void => {
    const up = { ArrowUp: STEP_PX, ArrowDown: -STEP_PX }[event.key];
    if (up === undefined) return;
    event.preventDefault();
    this.options.setHeight(sheetAfter(this.options.heightOf(), up));
  };

  readonly start = (event: PointerEvent): void => {
    this.fromY = event.clientY;
    this.dragged = false;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  readonly move = (event: PointerEvent): void => {
    if (this.fromY !== null && Math.abs(event.clientY - this.fromY) > PRESS_PX) this.dragged = true;
  };

  readonly end = (event: PointerEvent): void => {
    if (this.fromY === null) return;
    const up = this.fromY - event.clientY;
    this.fromY = null;
    if (!this.dragged) return;
    const from = this.options.heightOf();
    const to = sheetAfter(from, up);
    if (to !== from) this.options.setHeight(to);
  };
}
