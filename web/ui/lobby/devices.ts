/**
 * Which microphone, camera and speaker are in use: a native menu each, the level, a test sound. Where a device fails,
 * help stands in its place. Used in the lobby and in the settings.
 */
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type IconNode, Mic, Video, Volume2 } from 'lucide';
import type { CaptureState, DeviceKind } from '../../media/media.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { devicesStyles } from './devices.styles.ts';
import './microphone-level.ts';

const names: { readonly [K in DeviceKind]: () => string } = {
  microphone: () => msg('Which microphone'),
  camera: () => msg('Which camera'),
  speaker: () => msg('Which speaker'),
};

@customElement('patio-devices')
export class PatioDevices extends AppElement {
  static override styles = [...baseStyles, devicesStyles];

  @state() private testing = false;
  /** Help is loaded when something fails, not before. */
  @state() private helpReady = false;
  private helpAsked = false;

  private async loadHelp(): Promise<void> {
    if (this.helpAsked) return;
    this.helpAsked = true;
    await import('./capture-help.ts');
    this.helpReady = true;
  }

  private async test(): Promise<void> {
    this.testing = true;
    try {
      await this.actions.testSpeaker();
    } finally {
      this.testing = false;
    }
  }

  private menu(kind: DeviceKind, picture: IconNode, whenEmpty: string, beside: unknown): TemplateResult {
    const { choices, selected } = this.state.devices.value[kind];
    // Before a permission is given, browsers list devices without names: nothing to choose from yet.
    const named = choices.filter((choice) => choice.label !== '');
    return html`<div class="device">
      ${icon(picture)}
      ${
        named.length === 0
          ? html`<span class="soft cut">${whenEmpty}</span>`
          : html`<select
              class="plain"
              aria-label=${names[kind]()}
              @change=${(event: Event) => void this.actions.chooseDevice(kind, (event.target as HTMLSelectElement).value)}
            >
              ${named.map((choice) => html`<option value=${choice.id} ?selected=${choice.id === selected}>${choice.label}</option>`)}
            </select>`
      }
      <span class="beside">${beside}</span>
    </div>`;
  }

  private captured(kind: 'microphone' | 'camera', capture: CaptureState, row: TemplateResult): TemplateResult {
    if (capture.status !== 'failed') return row;
    void this.loadHelp();
    return this.helpReady ? html`<patio-capture-help kind=${kind}></patio-capture-help>` : row;
  }

  override render() {
    const { microphone, camera, settings, devices } = this.state;
    const test = html`<button class="button text" ?disabled=${this.testing} @click=${() => void this.test()}>
      ${this.testing ? msg('Playing') : msg('Test sound')}
    </button>`;
    return html`
      ${this.captured(
        'microphone',
        microphone.value,
        this.menu('microphone', Mic, msg('Off until you turn it on'), html`<patio-microphone-level></patio-microphone-level>`),
      )}
      ${this.captured(
        'camera',
        camera.value,
        this.menu(
          'camera',
          Video,
          msg('Off until you turn it on'),
          camera.value.status === 'on' && settings.value.mirrorSelf
            ? html`<span class="caption soft">${msg('Mirrored for you only')}</span>`
            : nothing,
        ),
      )}
      ${this.menu('speaker', Volume2, devices.value.speaker.choices.length > 0 ? msg('Speaker') : msg('The system’s speaker'), test)}
    `;
  }
}
