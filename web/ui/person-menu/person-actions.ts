/**
 * `<patio-person-actions>`: what can be done about one person: wave, go to them, follow, hear them louder or not at all,
 * try their link again. Used by the row in People and by the menu that opens on a person in the world.
 */
import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Footprints, Hand, Route } from 'lucide';
import type { Person } from '../../state/people.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import './volume.ts';

/** @fires acted - after a command that ends the wish for a menu (wave, go, follow) */
@customElement('patio-person-actions')
export class PatioPersonActions extends AppElement {
  static override styles = [
    ...baseStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-1);
      }
      .row {
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      .button {
        gap: 6px;
        padding: 0 10px;
      }
    `,
  ];

  @property({ attribute: false }) person!: Person;

  override render(): TemplateResult {
    const { person, actions } = this;
    const { peerId, name } = person;
    const follows = this.state.self.value.following === peerId;
    return html`<div class="row">
        <button class="button quiet" aria-label=${msg(str`Go to ${name}`)} @click=${() => this.#act(() => actions.goToPerson(peerId))}>
          ${icon(Footprints, 16)}${msg('Go to')}
        </button>
        <button
          class="button quiet"
          aria-pressed=${follows}
          aria-label=${follows ? msg(str`Stop following ${name}`) : msg(str`Follow ${name}`)}
          @click=${() => this.#act(() => actions.follow(follows ? null : peerId))}
        >
          ${icon(Route, 16)}${follows ? msg('Stop following') : msg('Follow')}
        </button>
        <button class="button quiet" aria-label=${msg(str`Wave to ${name}`)} @click=${() => this.#act(() => actions.wave(peerId))}>
          ${icon(Hand, 16)}${msg('Wave')}
        </button>
      </div>
      ${person.link.status === 'unlinked' ? nothing : html`<patio-volume .person=${person}></patio-volume>`}`;
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  #act(command: () => void): void {
    command();
    this.dispatchEvent(new CustomEvent('acted', { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-person-actions': PatioPersonActions;
  }
}
