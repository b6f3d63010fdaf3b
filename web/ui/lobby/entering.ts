/**
 * How far entering has come, in steps; shown only when it takes longer than a second, so that it usually never shows.
 */
import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AppState } from '../../state/app-state.ts';
import { AppElement } from '../app-element.ts';
import { baseStyles } from '../../theme/base.styles.ts';

type Step = NonNullable<AppState['entering']['value']>['step'];

const steps: readonly Step[] = ['identity', 'networks', 'world'];
const sentences: { readonly [S in Step]: () => string } = {
  identity: () => msg('Making your key'),
  networks: () => msg('Asking who is there'),
  world: () => msg('Building the place'),
};

const styles = css`
  :host {
    display: block;
  }
  .entering {
    display: grid;
    gap: var(--space-2);
    max-block-size: 0;
    overflow: hidden;
    visibility: hidden;
    animation: show 0s 1s forwards;
  }
  @keyframes show {
    to {
      max-block-size: 64px;
      margin-block-start: var(--space-4);
      visibility: visible;
    }
  }
  .track {
    block-size: 4px;
    border-radius: 2px;
    background: var(--line);
    overflow: hidden;
  }
  .done {
    block-size: 100%;
    border-radius: inherit;
    background: var(--accent);
    transition: inline-size var(--time-enter) var(--ease);
  }
  @media (forced-colors: active) {
    .done {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;

@customElement('patio-entering')
export class PatioEntering extends AppElement {
  static override styles = [...baseStyles, styles];

  override render() {
    const entering = this.state.entering.value;
    if (entering === null) return nothing;
    const at = steps.indexOf(entering.step) + 1;
    return html`<div class="entering">
      <div
        class="track"
        role="progressbar"
        aria-label=${msg('Entering')}
        aria-valuemin="0"
        aria-valuemax=${steps.length}
        aria-valuenow=${at}
      >
        <div class="done" style="inline-size: ${(at / steps.length) * 100}%"></div>
      </div>
      <p class="caption soft number" role="status">${msg(str`Step ${at} of ${steps.length}: ${sentences[entering.step]()}`)}</p>
    </div>`;
  }
}
