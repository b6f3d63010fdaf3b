/**
 * `<patio-volume>`: how loud I hear one person, 0–200 %, and not at all. My own setting: they do not notice.
 */
import { msg, str } from '@lit/localize';
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Volume2, VolumeX } from 'lucide';
import type { Person } from '../../state/people.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';

@customElement('patio-volume')
export class PatioVolume extends AppElement {
  static override styles = [
    ...baseStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: 0 var(--space-1);
        min-inline-size: 200px;
      }
      input {
        flex: 1;
        min-inline-size: 80px;
        block-size: var(--target);
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }
      output {
        min-inline-size: 44px;
        text-align: end;
      }
      .off {
        color: var(--danger);
      }
    `,
  ];

  @property({ attribute: false }) person!: Person;

  override render(): TemplateResult {
    const { peerId, name, muted, volume } = this.person;
    const percent = Math.round(volume * 100);
    return html`<button
        class="icon-button ${muted ? 'off' : ''}"
        aria-label=${msg(str`Mute ${name}`)}
        aria-pressed=${muted}
        title=${muted ? msg(str`Hear ${name} again`) : msg(str`Mute ${name} for you alone`)}
        @click=${() => this.actions.setMuted(peerId, !muted)}
      >
        ${icon(muted ? VolumeX : Volume2)}
      </button>
      <input
        type="range"
        min="0"
        max="200"
        step="5"
        aria-label=${msg(str`Volume of ${name}`)}
        aria-valuetext=${muted ? msg('Muted') : `${percent} %`}
        .value=${String(percent)}
        @input=${this.#input}
        @keydown=${this.#key}
      />
      <output class="caption soft number" aria-hidden="true">${muted ? msg('Muted') : `${percent} %`}</output>`;
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  #input = (event: Event): void => {
    this.actions.setVolume(this.person.peerId, Number((event.target as HTMLInputElement).value) / 100);
  };

  /** Arrow keys belong to the slider here, not to the list around it nor to walking. */
  #key = (event: KeyboardEvent): void => {
    if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End') event.stopPropagation();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-volume': PatioVolume;
  }
}
