/**
 * `<patio-call-bar>`: who hears me, my microphone, camera, screen, reactions, hand, and the way out. Owns no state but
 * which help is open. Reads no level: the meter follows that signal by itself.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import {
  Armchair,
  Cable,
  Ellipsis,
  Footprints,
  Hand,
  type IconNode,
  Keyboard,
  LayoutGrid,
  LogOut,
  Map as MapIcon,
  Mic,
  MicOff,
  ScreenShare,
  ScreenShareOff,
  Settings,
  Smile,
  Video,
  VideoOff,
  Volume2,
} from 'lucide';
import { Motion } from '../../../domain/presence/avatar.ts';
import type { CaptureState } from '../../media/media.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../face/face.ts';
import { icon } from '../icon/icon.ts';
import '../reactions/reactions.ts';
import { captureFailure } from '../words/capture.ts';
import type { FrameSize } from '../world/frame-size.ts';
import '../world/popup.ts';
import type { PatioPopup } from '../world/popup.ts';
import { menuStyles } from '../world/popup.styles.ts';
import { callBarStyles } from './call-bar.styles.ts';
import './device-help.ts';
import { type Hearing, hearingSentence, hearingWords } from './hearing.ts';
import './level-meter.ts';

type Kind = 'microphone' | 'camera' | 'screen';

const MOST_FACES = 3;

/**
 * @fires map-toggle - the map was asked for (narrow frames have no room for its button)
 */
@customElement('patio-call-bar')
export class PatioCallBar extends AppElement {
  static override styles = [...baseStyles, menuStyles, callBarStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  /** A sheet covers the place where "who hears me" floats on a phone. */
  @property({ type: Boolean }) covered = false;

  @query('#microphone-help') private microphoneHelp!: PatioPopup | null;
  @query('#camera-help') private cameraHelp!: PatioPopup | null;
  /** null until the first render: help does not jump open on arrival. */
  #failed: Record<'microphone' | 'camera', boolean | null> = { microphone: null, camera: null };

  override connectedCallback(): void {
    super.connectedCallback();
    this.renderRoot.addEventListener('keydown', this.#hush);
    this.renderRoot.addEventListener('pointermove', this.#unhush);
    this.renderRoot.addEventListener('focusin', this.#unhush);
  }

  override render(): TemplateResult {
    const narrow = this.frame === 'narrow';
    return html`${narrow && !this.covered ? html`<div class="above">${this.#hears(true)}</div>` : nothing}
      <nav class="bar float" aria-label=${msg('Call')}>
        ${narrow ? nothing : html`${this.#hears(false)}<span class="rule"></span>`} ${this.#sound()} ${this.#microphone()} ${this.#camera()}
        ${narrow ? nothing : this.#screen()} ${this.#reactions()} ${this.#hand()} ${this.#more(narrow)}
        ${narrow ? nothing : html`<span class="rule"></span>${this.#leave(false)}`}
      </nav>
      ${narrow ? this.#leave(true) : nothing}`;
  }

  /** Help opens by itself when a device fails after it worked or was asked for: once, then it waits to be asked. */
  override updated(changed: PropertyValues): void {
    super.updated(changed);
    for (const kind of ['microphone', 'camera'] as const) {
      const failed = this.state[kind].value.status === 'failed';
      const help = kind === 'microphone' ? this.microphoneHelp : this.cameraHelp;
      if (failed && this.#failed[kind] === false) help?.show();
      this.#failed[kind] = failed;
    }
  }

  get #hearing(): Hearing {
    const { microphone, settings, talkKeyHeld, people } = this.state;
    const inCall = people.value.filter(({ talking }) => talking);
    return {
      microphone: microphone.value.status === 'on' ? 'on' : 'off',
      waitsForKey: settings.value.pushToTalk && !talkKeyHeld.value,
      inCall: inCall.map(({ name }) => name),
    };
  }

  #hears(floating: boolean): TemplateResult {
    const hearing = this.#hearing;
    const { before, names, after } = hearingWords(hearing);
    const hearers = names === '' ? [] : this.state.people.value.filter(({ talking }) => talking).slice(0, MOST_FACES);
    return html`<button
      class="hears ${floating ? 'float' : ''} ${hearers.length === 0 ? 'bare' : ''}"
      aria-label=${msg(str`${hearingSentence(hearing)}. Show people`)}
      @click=${() => this.actions.showPanel('people')}
    >
      ${
        hearers.length === 0
          ? nothing
          : html`<span class="faces">${hearers.map(({ look }) => html`<patio-face .look=${look}></patio-face>`)}</span>`
      }
      <span class="words soft"
        >${before}${names === '' ? nothing : html`<span class="medium" style="color: var(--text)">${names}</span>`}${after}</span
      >
    </button>`;
  }

  #sound(): TemplateResult | typeof nothing {
    if (!this.state.playbackBlocked.value) return nothing;
    return html`<button class="button primary sound" @click=${() => void this.actions.unblockPlayback()}>
      ${icon(Volume2, 16)}${msg('Turn on sound')}
    </button>`;
  }

  #tip(text: string, key?: string): TemplateResult {
    return html`<span class="tip" aria-hidden="true">${text}${key === undefined ? nothing : html`<span class="kbd">${key}</span>`}</span>`;
  }

  #microphone(): TemplateResult {
    const capture = this.state.microphone.value;
    const on = capture.status === 'on';
    const pushToTalk = this.state.settings.value.pushToTalk;
    const tip = on ? (pushToTalk ? msg('Hold Space to speak') : msg('Mute')) : msg('Unmute');
    const control = this.#toggle('microphone', capture, msg('Microphone'), on ? Mic : MicOff, tip, 'M', () =>
      this.actions.toggleMicrophone(),
    );
    return this.#withHelp('microphone', capture, control);
  }

  #camera(): TemplateResult {
    const capture = this.state.camera.value;
    const on = capture.status === 'on';
    const tip = on ? msg('Turn the camera off') : msg('Turn the camera on');
    const control = this.#toggle('camera', capture, msg('Camera'), on ? Video : VideoOff, tip, 'V', () => this.actions.toggleCamera());
    return this.#withHelp('camera', capture, control);
  }

  #toggle(
    kind: Kind,
    capture: CaptureState,
    name: string,
    drawing: IconNode,
    tip: string,
    key: string,
    act: () => Promise<void>,
  ): TemplateResult {
    const { status } = capture;
    const failed = status === 'failed';
    const classes = { control: true, off: failed || (kind === 'microphone' && status === 'off'), starting: status === 'starting' };
    return html`<button
      slot="trigger"
      class=${classMap(classes)}
      aria-label=${name}
      aria-pressed=${status === 'on'}
      aria-busy=${status === 'starting'}
      aria-keyshortcuts=${key}
      aria-description=${failed ? msg('Does not work. Press for help.') : nothing}
      @click=${failed ? nothing : () => void act()}
    >
      ${icon(drawing)}
      ${kind === 'microphone' && status === 'on' ? html`<patio-level-meter .source=${this.state.level}></patio-level-meter>` : nothing}
      ${failed ? html`<span class="mark" aria-hidden="true">!</span>` : nothing} ${this.#tip(tip, key)}
    </button>`;
  }

  /** A device that fails gets its help in place of its switch; the button stays the same element and keeps the focus. */
  #withHelp(kind: 'microphone' | 'camera', capture: CaptureState, control: TemplateResult): TemplateResult {
    const label = capture.status === 'failed' ? captureFailure(kind, capture.reason).title : '';
    return html`<patio-popup id="${kind}-help" kind="dialog" label=${label} ?disabled=${label === ''}>
      ${control} ${label === '' ? nothing : html`<patio-device-help data-first kind=${kind}></patio-device-help>`}
    </patio-popup>`;
  }

  #screen(): TemplateResult | typeof nothing {
    if (!('getDisplayMedia' in (navigator.mediaDevices ?? {}))) return nothing;
    const on = this.state.screen.value.status === 'on';
    return html`<button
      class="control ${on ? 'on' : ''}"
      aria-label=${msg('Share screen')}
      aria-pressed=${on}
      @click=${() => void this.actions.toggleScreen()}
    >
      ${icon(on ? ScreenShareOff : ScreenShare)} ${this.#tip(on ? msg('Stop sharing') : msg('Share your screen'))}
    </button>`;
  }

  #reactions(): TemplateResult {
    return html`<patio-popup kind="dialog" compact label=${msg('Reactions')} @reacted=${this.#closePopup}>
      <button slot="trigger" class="control" aria-label=${msg('Reactions')}>${icon(Smile)} ${this.#tip(msg('React'))}</button>
      <patio-reactions data-first></patio-reactions>
    </patio-popup>`;
  }

  #hand(): TemplateResult {
    const up = this.state.self.value.handUp;
    return html`<button
      class="control ${up ? 'on' : ''}"
      aria-label=${msg('Raise hand')}
      aria-pressed=${up}
      aria-keyshortcuts="H"
      @click=${() => this.actions.setHand(!up)}
    >
      ${icon(Hand)} ${this.#tip(up ? msg('Lower your hand') : msg('Raise your hand'), 'H')}
    </button>`;
  }

  #more(narrow: boolean): TemplateResult {
    const { self, gridOpen, people, screen } = this.state;
    const following = people.value.find(({ peerId }) => peerId === self.value.following);
    const item = (drawing: IconNode, text: string, act: () => void, key = ''): TemplateResult =>
      html`<button class="menu-item" role="menuitem" tabindex="-1" @click=${act}>
        ${icon(drawing)}${text}${key === '' ? nothing : html`<span class="kbd end" aria-hidden="true">${key}</span>`}
      </button>`;
    const sharing = screen.value.status === 'on';
    const canShare = narrow && 'getDisplayMedia' in (navigator.mediaDevices ?? {});
    return html`<patio-popup label=${msg('More')} align="end">
      <button slot="trigger" class="control" aria-label=${msg('More')}>${icon(Ellipsis)} ${this.#tip(msg('More'))}</button>
      <div>
        ${item(LayoutGrid, gridOpen.value ? msg('Back to the world') : msg('Everyone in a grid'), () => this.actions.showGrid(!gridOpen.value), 'G')}
        ${
          canShare
            ? item(
                sharing ? ScreenShareOff : ScreenShare,
                sharing ? msg('Stop sharing') : msg('Share your screen'),
                () => void this.actions.toggleScreen(),
              )
            : nothing
        }
        ${following === undefined ? nothing : item(Footprints, msg(str`Stop following ${following.name}`), () => this.actions.follow(null))}
        ${self.value.motion === Motion.Sitting ? item(Armchair, msg('Stand up'), () => this.actions.standUp(), 'X') : nothing}
        ${narrow ? item(MapIcon, msg('Map'), () => this.dispatchEvent(new CustomEvent('map-toggle'))) : nothing}
        <div class="menu-line"></div>
        ${item(Cable, msg('Connection'), () => this.actions.showConnection(true), 'I')}
        ${item(Keyboard, msg('Keyboard'), () => this.actions.showDialog('keys'), '?')}
        ${item(Settings, msg('Settings'), () => this.actions.showDialog('settings'), msg('Ctrl ,'))}
      </div>
    </patio-popup>`;
  }

  #leave(corner: boolean): TemplateResult {
    return html`<button
      class="control leave ${corner ? 'corner float' : ''}"
      aria-label=${msg('Leave')}
      @click=${() => this.actions.leave()}
    >
      ${icon(LogOut)} ${corner ? nothing : this.#tip(msg('Leave'))}
    </button>`;
  }

  #closePopup = (event: Event): void => (event.currentTarget as PatioPopup).hide();

  /** Escape puts a tooltip away without moving the focus. */
  #hush = (event: Event): void => {
    if ((event as KeyboardEvent).key === 'Escape') this.toggleAttribute('hush', true);
  };

  #unhush = (): void => {
    this.toggleAttribute('hush', false);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-call-bar': PatioCallBar;
  }
}
