/**
 * Where focus is, and where it goes back to. Knows shadow roots; owns no element.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The focused element, through shadow roots. */
export const deepActiveElement = (): HTMLElement | null => {
  let active: Element | null = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
};

/**
 * Remembers who had focus; the returned function gives it back, or to `fallback` when that element is gone. Give it back
 * only if nobody else took focus on purpose meanwhile.
 */
export const rememberFocus = (): ((fallback?: HTMLElement | null) => void) => {
  const before = deepActiveElement();
  return (fallback = null) => {
    const target = before?.isConnected === true ? before : fallback;
    target?.focus({ preventScroll: true });
  };
};

export type RovingOptions = {
  /** The items in order; called at each key, so that it may change. */
  readonly items: () => readonly HTMLElement[];
  /** Arrow keys that move: along a row, a column, or both. */
  readonly axis: 'horizontal' | 'vertical' | 'both';
  /** Called when focus moves by a key, for radio groups and tabs that select what they focus. */
  readonly onMove?: (item: HTMLElement, index: number) => void;
};

const steps = {
  horizontal: { ArrowRight: 1, ArrowLeft: -1 },
  vertical: { ArrowDown: 1, ArrowUp: -1 },
  both: { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 },
} as const;

/** Pure: where a key leads among `count` items, or null when it does not move. Ends wrap round. */
export const rovingTarget = (key: string, at: number, count: number, axis: RovingOptions['axis']): number | null => {
  if (count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = (steps[axis] as Readonly<Record<string, number>>)[key];
  return step === undefined ? null : (at + step + count) % count;
};

/**
 * One tab stop for a group; arrows, Home and End move inside it. The host renders `tabindex="0"` on the current item and
 * `-1` on the others; this controller keeps that true as focus moves.
 */
export class RovingTabindex implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly options: RovingOptions;

  constructor(host: ReactiveControllerHost & HTMLElement, options: RovingOptions) {
    this.host = host;
    this.options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener('keydown', this.handleKey);
  }

  hostDisconnected(): void {
    this.host.removeEventListener('keydown', this.handleKey);
  }

  private readonly handleKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const items = this.options.items();
    const at = items.findIndex((item) => event.composedPath().includes(item));
    if (at < 0) return;
    const target = rovingTarget(event.key, at, items.length, this.options.axis);
    const item = target === null ? undefined : items[target];
    if (target === null || item === undefined) return;
    event.preventDefault();
    for (const other of items) other.tabIndex = other === item ? 0 : -1;
    item.focus();
    this.options.onMove?.(item, target);
  };
}
