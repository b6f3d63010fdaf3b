/**
 * `<patio-tile>`: one picture of one person, or of a screen. Owns its picture and its few tools; whoever lays tiles
 * out says which is large and hears of wishes by events. The video is always muted: sound has its own way.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { AudioLines, Hand, Maximize, Mic, MicOff, Pin, PinOff, Volume2, VolumeX } from 'lucide';
import type { AvatarLook } from '../../../domain/presence/avatar.ts';
import type { Person } from '../../state/people.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../face/face.ts';
import { icon } from '../icon/icon.ts';
import '../person-menu/volume.ts';
import '../world/popup.ts';
import type { TileKind } from './tile-plan.ts';
import './picture.ts';
import { tileStyles } from './tile.styles.ts';

type Shown = {
  readonly name: string;
  readonly look: AvatarLook;
  readonly stream: MediaStream | null;
  readonly micOn: boolean;
  readonly speaking: boolean;
  readonly handUp: boolean;
  readonly mirrored: boolean;
};

/**
 * @fires tile-press - the tile itself was pressed: keep it large, or look at the screen
 */
@customElement('patio-tile')
export class PatioTile extends AppElement {
  static override styles = [...baseStyles, tileStyles];

  /** null: myself. */
  @property({ attribute: false }) person: Person | null = null;
  @property({ reflect: true }) kind: TileKind = 'camera';
  @property({ type: Boolean }) pinned = false;
  @property({ type: Boolean, reflect: true }) small = false;
  @property({ type: Boolean, reflect: true }) speaking = false;

  override willUpdate(): void {
    this.speaking = this.kind !== 'screen' && this.#shown().speaking;
  }

  override render(): TemplateResult {
    const shown = this.#shown();
    const { person } = this;
    const title = this.#title(shown);
    return html`<figure class="tile" aria-label=${title}>
      ${
        this.kind === 'portrait'
          ? html`<div class="portrait"><patio-face .look=${shown.look}></patio-face></div>`
          : html`<patio-picture class=${shown.mirrored ? 'mirror' : ''} .stream=${shown.stream}></patio-picture>`
      }
      <figcaption class="name"><span class="cut">${title}</span>${this.#signs(shown)}</figcaption>
      <span class="ring"></span>
      <button
        class="open"
        aria-label=${this.#pressWords(title)}
        aria-pressed=${this.kind === 'screen' ? nothing : this.pinned}
        @click=${this.#press}
      ></button>
      <div class="tools">
        ${person === null || this.kind === 'screen' ? nothing : this.#volume(person)}
        ${
          this.kind === 'screen'
            ? nothing
            : html`<button aria-label=${this.#pressWords(title)} aria-pressed=${this.pinned} @click=${this.#press}>
                ${icon(this.pinned ? PinOff : Pin, 16)}
              </button>`
        }
        ${
          this.kind === 'portrait'
            ? nothing
            : html`<button aria-label=${msg(str`${title}: full screen`)} @click=${this.#fullScreen}>${icon(Maximize, 16)}</button>`
        }
      </div>
    </figure>`;
  }

  #shown(): Shown {
    const { person, state } = this;
    if (person !== null) {
      const { name, look, micOn, speaking, handUp } = person;
      return { name, look, micOn, speaking, handUp, mirrored: false, stream: this.kind === 'screen' ? person.screen : person.camera };
    }
    const { name, look, handUp } = state.self.value;
    const screen = this.kind === 'screen';
    return {
      name,
      look,
      micOn: state.microphone.value.status === 'on',
      speaking: state.speaking.value,
      handUp,
      mirrored: !screen && state.settings.value.mirrorSelf,
      stream: screen ? state.ownScreen.value : state.ownCamera.value,
    };
  }

  #title({ name }: Shown): string {
    if (this.person === null) return this.kind === 'screen' ? msg('Your screen') : msg('You');
    return this.kind === 'screen' ? msg(str`${name}’s screen`) : name;
  }

  #pressWords(title: string): string {
    if (this.kind === 'screen') return msg(str`Look at ${title}`);
    return this.pinned ? msg(str`${title}: no longer keep large`) : msg(str`${title}: keep large`);
  }

  #signs({ micOn, speaking, handUp }: Shown): TemplateResult | typeof nothing {
    if (this.kind === 'screen') return nothing;
    const mutedByMe = this.person?.muted === true;
    const said = (words: string): TemplateResult => html`<span class="visually-hidden">${words}</span>`;
    const voice = speaking
      ? html`<span class="voice">${icon(AudioLines, 16)}${said(msg('speaking'))}</span>`
      : micOn
        ? html`<span>${icon(Mic, 16)}${said(msg('microphone on'))}</span>`
        : html`<span class="quiet">${icon(MicOff, 16)}${said(msg('muted'))}</span>`;
    return html`<span class="signs"
      >${handUp ? html`<span>${icon(Hand, 16)}${said(msg('hand raised'))}</span>` : nothing}${
        mutedByMe ? html`<span class="quiet">${icon(VolumeX, 16)}${said(msg('you do not hear them'))}</span>` : nothing
      }${voice}</span
    >`;
  }

  #volume(person: Person): TemplateResult {
    return html`<patio-popup kind="dialog" side="bottom" align="end" label=${msg(str`Volume of ${person.name}`)}>
      <button slot="trigger" aria-label=${msg(str`Volume of ${person.name}`)}>${icon(person.muted ? VolumeX : Volume2, 16)}</button>
      <patio-volume data-first .person=${person}></patio-volume>
    </patio-popup>`;
  }

  #press = (): void => {
    this.dispatchEvent(new CustomEvent('tile-press', { bubbles: true, composed: true }));
  };

  #fullScreen = (): void => {
    // A browser that refuses leaves the tile as it is.
    void this.renderRoot
      .querySelector('.tile')
      ?.requestFullscreen?.()
      .catch(() => null);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-tile': PatioTile;
  }
}
