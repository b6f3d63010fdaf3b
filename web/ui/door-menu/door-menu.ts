/**
 * `<patio-door-menu>`: what can be done with the door that I stand at. Appears while I stand there; says how the door is
 * before it offers to change it. Takes no focus: Places offers the same.
 */
import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { BellRing, DoorClosed, DoorOpen, type IconNode, Lock, LockOpen } from 'lucide';
import type { DoorInfo } from '../../state/places.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';

@customElement('patio-door-menu')
export class PatioDoorMenu extends AppElement {
  static override styles = [
    ...baseStyles,
    css`
      :host {
        display: block;
        pointer-events: auto;
        max-inline-size: 100%;
      }
      .card {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--space-1) var(--space-2);
        padding: 6px 6px 6px var(--space-4);
        animation: rise var(--time-enter) var(--ease);
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 calc(8px * var(--motion));
        }
      }
      .words {
        margin-inline-end: var(--space-2);
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const door = this.state.door.value;
    if (door === null) return nothing;
    const { id, zoneName, open, locked, isInside } = door;
    const act = (drawing: IconNode, text: string, label: string, run: () => void, quiet = true): TemplateResult =>
      html`<button class="button ${quiet ? 'quiet' : 'primary'}" aria-label=${label} @click=${run}>${icon(drawing, 16)}${text}</button>`;
    return html`<section class="card float" aria-label=${msg(str`Door of ${zoneName}`)}>
      <span class="words"><span class="medium">${zoneName}</span> <span class="soft">${this.#state(door)}</span></span>
      ${
        locked && !isInside
          ? act(BellRing, msg('Knock'), msg(str`Knock at ${zoneName}`), () => this.actions.knock(id), false)
          : open
            ? act(DoorOpen, msg('Close'), msg(str`Close the door of ${zoneName}`), () => this.actions.setDoor(id, { open: false }))
            : locked
              ? nothing
              : act(DoorClosed, msg('Open'), msg(str`Open the door of ${zoneName}`), () => this.actions.setDoor(id, { open: true }))
      }
      ${
        isInside
          ? locked
            ? act(LockOpen, msg('Unlock'), msg(str`Unlock ${zoneName}`), () => this.actions.setDoor(id, { locked: false }))
            : act(Lock, msg('Lock'), msg(str`Lock ${zoneName}`), () => this.actions.setDoor(id, { open: false, locked: true }))
          : nothing
      }
    </section>`;
  }

  #state({ open, locked, isInside }: DoorInfo): string {
    if (locked) return msg('is locked');
    if (open) return msg('is open');
    return isInside ? msg('is closed; nobody outside hears you') : msg('is closed');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-door-menu': PatioDoorMenu;
  }
}
