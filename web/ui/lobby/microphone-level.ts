/**
 * How loud the microphone is, as fourteen bars. Its own element, because the level changes fifteen times a second and
 * nothing else should render that often.
 */
import { msg } from '@lit/localize';
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AppElement } from '../app-element.ts';

const BARS = 14;

/** Speech lies in the lower half of a linear scale; the root spreads it over the bars. @param level 0–1 */
export const litBars = (level: number): number => Math.round(Math.sqrt(Math.min(1, Math.max(0, level))) * BARS);

@customElement('patio-microphone-level')
export class PatioMicrophoneLevel extends AppElement {
  static override styles = css`
    :host {
      display: block;
      flex: none;
    }
    div {
      --bar: calc(100% / 14);
      position: relative;
      inline-size: 112px;
      block-size: 12px;
      background: var(--line);
      overflow: hidden;
      mask: repeating-linear-gradient(90deg, #000 0 5px, transparent 5px 8px);
    }
    span {
      position: absolute;
      inset: 0;
      background: var(--speaking);
      transform-origin: left;
      transition: transform 80ms linear;
    }
    @media (forced-colors: active) {
      span {
        background: Highlight;
        forced-color-adjust: none;
      }
    }
  `;

  override render() {
    const bars = this.state.microphone.value.status === 'on' ? litBars(this.state.level.value) : 0;
    return html`<div role="meter" aria-label=${msg('Microphone level')} aria-valuemin="0" aria-valuemax=${BARS} aria-valuenow=${bars}>
      <span style="transform: scaleX(${bars / BARS})"></span>
    </div>`;
  }
}
