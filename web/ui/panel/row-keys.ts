/**
 * Keys in a list whose rows have several controls: one row is in the Tab order, Up and Down, Home and End change rows and
 * keep the column. And focus that would be lost with its row goes to the same control of the next one.
 * The host renders rows with `data-row` and controls with `data-control`, and asks `tabIndexOf` for each.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { rovingTarget } from '../../a11y/focus.ts';
import { heirOf } from './people-groups.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };
type Place = { readonly row: string; readonly control: string };

export class RowKeys implements ReactiveController {
  private readonly host: Host;
  private current: string | null = null;
  private rows: readonly string[] = [];
  private focused: Place | null = null;

  constructor(host: Host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Focus that moves inside a shadow root is not heard outside of it.
    this.host.renderRoot.addEventListener('keydown', this.key);
    this.host.renderRoot.addEventListener('focusin', this.arrived);
  }

  hostDisconnected(): void {
    this.host.renderRoot.removeEventListener('keydown', this.key);
    this.host.renderRoot.removeEventListener('focusin', this.arrived);
  }

  /** Rows in their order, before each render. */
  setRows(rows: readonly string[]): void {
    if (this.current !== null && !rows.includes(this.current)) this.current = heirOf(this.rows, rows, this.current);
    this.rows = rows;
  }

  tabIndexOf(row: string): 0 | -1 {
    return row === (this.current ?? this.rows[0]) ? 0 : -1;
  }

  hostUpdate(): void {
    this.focused = this.placeOf(this.active);
  }

  hostUpdated(): void {
    const before = this.focused;
    if (before === null || this.active !== null) return;
    const row = this.rows.includes(before.row) ? before.row : this.current;
    if (row !== null) this.focusRow(row, before.control);
  }

  focusRow(row: string, control: string): void {
    const line = this.host.renderRoot.querySelector(`[data-row="${CSS.escape(row)}"]`);
    const target = line?.querySelector<HTMLElement>(`[data-control="${control}"]`) ?? line?.querySelector<HTMLElement>('[data-control]');
    target?.focus();
  }

  private get active(): Element | null {
    const root = this.host.renderRoot;
    return root instanceof ShadowRoot ? root.activeElement : null;
  }

  private placeOf(element: Element | null): Place | null {
    const row = element?.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (row === undefined) return null;
    return { row, control: element?.closest<HTMLElement>('[data-control]')?.dataset['control'] ?? 'who' };
  }

  private readonly arrived = (): void => {
    const place = this.placeOf(this.active);
    if (place === null || place.row === this.current) return;
    this.current = place.row;
    this.host.requestUpdate();
  };

  private readonly key = (pressed: Event): void => {
    const event = pressed as KeyboardEvent;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = this.placeOf(this.active);
    if (place === null) return;
    const target = rovingTarget(event.key, this.rows.indexOf(place.row), this.rows.length, 'vertical');
    const row = target === null ? undefined : this.rows[target];
    if (row === undefined) return;
    event.preventDefault();
    this.focusRow(row, place.control);
  };
}
