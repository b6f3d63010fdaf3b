/**
 * What others will see of me: my camera, or my portrait while it is off; with the two toggles **Microphone** and
 * **Camera** on it. A toggle says by its shape whether it is on.
 */
import { msg } from '@lit/localize';
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type IconNode, Mic, MicOff, Video, VideoOff } from 'lucide';
import type { CaptureState } from '../../media/media.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';

const styles = css`
  :host {
    display: block;
  }
  .mirror {
    position: relative;
    aspect-ratio: 16 / 10;
    border-radius: var(--radius-sheet);
    overflow: hidden;
    box-shadow: var(--shadow);
    background: linear-gradient(160deg, var(--portrait-sky), var(--portrait-ground));
  }
  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: var(--video);
  }
  video.mirrored {
    transform: scaleX(-1);
  }
  patio-portrait {
    position: absolute;
    inset: 0;
  }
  .controls {
    position: absolute;
    inset: auto 0 var(--space-4);
    display: flex;
    justify-content: center;
    gap: var(--space-3);
  }
  .round {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    background: var(--video-control);
    color: var(--on-video);
    -webkit-backdrop-filter: var(--backdrop);
    backdrop-filter: var(--backdrop);
    transition: background-color var(--time-feedback);
  }
  .round:hover {
    background: var(--video-control-hover);
  }
  .round[aria-pressed='false'] {
    background: var(--surface-solid);
    color: var(--text);
  }
  .round.failed {
    color: var(--danger);
  }
  .round.starting::after {
    content: '';
    position: absolute;
    inset: -3px;
    border-radius: 50%;
    border: 2px solid var(--accent);
    border-block-start-color: transparent;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: calc(360deg * var(--motion));
    }
  }
  @media (forced-colors: active) {
    .mirror,
    .round {
      border: 1px solid ButtonText;
    }
    .round[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

@customElement('patio-mirror')
export class PatioMirror extends AppElement {
  static override styles = [...baseStyles, styles];

  private toggle(name: string, capture: CaptureState, on: IconNode, off: IconNode, press: () => Promise<void>): TemplateResult {
    const isOn = capture.status === 'on';
    const kind = capture.status === 'failed' ? 'failed' : capture.status === 'starting' ? 'starting' : '';
    return html`<button
      class="round ${kind}"
      aria-label=${name}
      aria-pressed=${isOn ? 'true' : 'false'}
      aria-busy=${kind === 'starting' ? 'true' : 'false'}
      title=${name}
      @click=${() => void press()}
    >
      ${icon(isOn ? on : off)}
    </button>`;
  }

  override render() {
    const { ownCamera, settings, self, microphone, camera } = this.state;
    const picture = ownCamera.value;
    return html`<div class="mirror">
      ${
        picture === null
          ? html`<patio-portrait .look=${self.value.look}></patio-portrait>`
          : html`<video
              class=${settings.value.mirrorSelf ? 'mirrored' : ''}
              aria-label=${msg('Your camera')}
              autoplay
              muted
              playsinline
              .srcObject=${picture}
            ></video>`
      }
      <div class="controls" role="group" aria-label=${msg('Before you enter')}>
        ${this.toggle(msg('Microphone'), microphone.value, Mic, MicOff, () => this.actions.toggleMicrophone())}
        ${this.toggle(msg('Camera'), camera.value, Video, VideoOff, () => this.actions.toggleCamera())}
      </div>
    </div>`;
  }
}
