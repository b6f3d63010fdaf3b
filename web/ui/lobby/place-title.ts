/**
 * The name of the place one is about to enter; its owner can change it here. Property `place`.
 */
import { msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Pencil } from 'lucide';
import type { PlaceRef } from '../../state/app-state.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';

const MAX_PLACE_NAME = 60;

const styles = css`
  :host {
    display: block;
  }
  .row {
    margin-block-start: var(--space-1);
    min-block-size: var(--target);
  }
  h1 {
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h1:focus-visible {
    outline: none;
  }
`;

@customElement('patio-place-title')
export class PatioPlaceTitle extends AppElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [...baseStyles, styles];

  @property({ attribute: false }) place: PlaceRef | null = null;
  @state() private renaming = false;
  @query('input') private field!: HTMLInputElement | null;

  private async edit(): Promise<void> {
    this.renaming = true;
    await this.updateComplete;
    this.field?.select();
  }

  private async done(save: boolean): Promise<void> {
    const name = this.field?.value.trim() ?? '';
    if (save && name !== '') this.actions.renamePlace(name);
    this.renaming = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  private form(): TemplateResult {
    return html`<form
      class="row"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.done(true);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') void this.done(false);
      }}
    >
      <input class="input grow" aria-label=${msg('Name of the place')} maxlength=${MAX_PLACE_NAME} .value=${this.place?.name ?? ''} />
      <button class="button line">${msg('Save')}</button>
    </form>`;
  }

  override render() {
    const name = this.place?.name ?? '';
    return html`<p class="soft">${msg('You are about to enter')}</p>
      ${
        this.renaming
          ? this.form()
          : html`<div class="row">
              <h1 class="hero" tabindex="-1">${name === '' ? msg('A place without a name') : name}</h1>
              ${
                this.place?.mine === true
                  ? html`<button class="icon-button" aria-label=${msg('Rename this place')} @click=${() => void this.edit()}>
                      ${icon(Pencil, 16)}
                    </button>`
                  : nothing
              }
            </div>`
      }`;
  }
}
