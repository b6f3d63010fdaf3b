/**
 * `<patio-reactions>`: the seven reactions in a row. Owns the arrow keys between them; what opens and closes around it
 * listens to `reacted`.
 */
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { type Reaction, REACTIONS } from '../../../domain/presence/avatar.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { reactionName } from '../words/status.ts';
import { reactionArt } from './reaction-art.ts';
import { reactionsStyles, reactionStyles } from './reactions.styles.ts';

/** @fires reacted - after a reaction was sent */
@customElement('patio-reactions')
export class PatioReactions extends AppElement {
  static override styles = [...baseStyles, reactionStyles, reactionsStyles];

  override render(): TemplateResult {
    return html`<div class="row" role="group" aria-label=${msg('Reactions')} @keydown=${this.#key}>
      ${REACTIONS.map(
        (kind) =>
          html`<button aria-label=${reactionName(kind)} title=${reactionName(kind)} @click=${() => this.#react(kind)}>
            ${reactionArt(kind, 26)}
          </button>`,
      )}
    </div>`;
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  #react(kind: Reaction): void {
    this.actions.react(kind);
    this.dispatchEvent(new CustomEvent('reacted', { bubbles: true, composed: true }));
  }

  #key = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons.at(to % buttons.length)?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-reactions': PatioReactions;
  }
}
