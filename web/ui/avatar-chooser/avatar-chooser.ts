/**
 * How a person chooses their looks: a row of presets and a dice, and behind "Change details" every choice there is, with
 * a preview that turns. Owns no look: it shows the one that it is given, or the person's own from the app's state, and
 * says what was chosen.
 */
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { styleMap } from 'lit/directives/style-map.js';
import { Check, ChevronLeft, ChevronRight, Dices } from 'lucide';
import type { AvatarLook } from '../../../domain/presence/avatar.ts';
import { PRESET_LOOKS, randomLook } from '../../../domain/presence/looks.ts';
import type { Facing } from '../../../domain/world/map.ts';
import type { AppContext } from '../../state/app-context.ts';
import { middleLook } from '../../state/app-state.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../face/avatar.ts';
import '../face/face.ts';
import { icon } from '../icon/icon.ts';
import { chooserStyles } from './avatar-chooser.styles.ts';
import { describeLook } from './look-words.ts';
import { type Picker, pickersOf, type Tab, tabName, TABS } from './pickers.ts';
import { presetRow, sameLook } from './presets.ts';

export type LookChange = CustomEvent<{ readonly look: AvatarLook }>;

/**
 * Without `look` it follows and changes the person's own look in the app's state.
 *
 * @fires look-change - `detail.look`: every choice, at once
 */
@customElement('patio-avatar-chooser')
export class PatioAvatarChooser extends AppElement {
  static override styles = [...baseStyles, chooserStyles];

  @property({ attribute: false }) look: AvatarLook | null = null;
  /** Are the details open? */
  @property({ type: Boolean, reflect: true }) open = false;
  @state() private tab: Tab = 'body';
  @state() private facing: Facing = 2;
  /** Uniform in [0, 1): the dice. */
  @property({ attribute: false }) random: () => number = Math.random;

  /** The last look that is no preset: it keeps its place in the row. */
  #own: AvatarLook | null = null;

  #context(): AppContext | undefined {
    return this.app;
  }

  #worn(): AvatarLook {
    return this.look ?? this.#context()?.state.self.value.look ?? middleLook();
  }

  #choose(look: AvatarLook): void {
    if (this.look === null) this.#context()?.actions.setLook(look);
    else this.look = look;
    const detail: LookChange['detail'] = { look };
    this.dispatchEvent(new CustomEvent('look-change', { detail, bubbles: true, composed: true }));
  }

  #turn(step: 1 | -1): void {
    this.facing = ((this.facing + step + 8) % 8) as Facing;
  }

  #moveTab(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -TABS.length, End: TABS.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = TABS.indexOf(this.tab);
    const next = Math.abs(step) > 1 ? (step < 0 ? 0 : TABS.length - 1) : (at + step + TABS.length) % TABS.length;
    this.tab = TABS[next] ?? 'body';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus());
  }

  #presets(worn: AvatarLook): TemplateResult {
    if (!PRESET_LOOKS.some((preset) => sameLook(preset, worn))) this.#own = worn;
    return html`<fieldset class="presets" role="radiogroup" aria-label=${msg('Looks to choose from')}>
      ${presetRow(PRESET_LOOKS, worn, this.#own).map((preset) => {
        const chosen = sameLook(preset, worn);
        const name = describeLook(preset);
        return html`<label class="choice preset" title=${name}>
          <input type="radio" name="preset" aria-label=${name} .checked=${live(chosen)} @change=${() => this.#choose(preset)} />
          <patio-avatar .look=${preset} clip=${chosen ? 'idle' : ''}></patio-avatar>
        </label>`;
      })}
    </fieldset>`;
  }

  #picker(picker: Picker, worn: AvatarLook): TemplateResult {
    if (picker.kind === 'flag') {
      return html`<label class="flag"
        >${picker.title}<input
          type="checkbox"
          role="switch"
          class="switch"
          .checked=${live(worn[picker.key])}
          @change=${(event: Event) => this.#choose({ ...worn, [picker.key]: (event.target as HTMLInputElement).checked })}
      /></label>`;
    }
    const count = picker.kind === 'colours' ? picker.colours.length : picker.count;
    return html`<fieldset role="radiogroup" aria-label=${picker.title}>
      <div class="label" aria-hidden="true">${picker.title}</div>
      <div class=${picker.kind === 'colours' ? 'swatches' : 'drawings'}>
        ${Array.from({ length: count }, (_, index) => {
          const name = picker.nameOf(index);
          return html`<label class="choice ${picker.kind === 'colours' ? 'swatch' : 'drawing'}" title=${name}>
            <input
              type="radio"
              name=${picker.key}
              aria-label=${name}
              .checked=${live(worn[picker.key] === index)}
              @change=${() => this.#choose({ ...worn, [picker.key]: index })}
            />
            ${this.#sample(picker, index, worn)}
          </label>`;
        })}
      </div>
    </fieldset>`;
  }

  #sample(picker: Exclude<Picker, { kind: 'flag' }>, index: number, worn: AvatarLook): TemplateResult {
    if (picker.kind === 'colours') {
      return html`<span class="dot" style=${styleMap({ background: picker.colours[index] ?? '' })}></span>${icon(Check, 16)}`;
    }
    const look = { ...worn, [picker.key]: index, ...(picker.key === 'hair' ? { hat: 0 } : {}) };
    return picker.as === 'face' ? html`<patio-face .look=${look}></patio-face>` : html`<patio-avatar .look=${look}></patio-avatar>`;
  }

  #details(worn: AvatarLook): TemplateResult {
    return html`<div class="details" id="details">
      <div class="tabs" role="tablist" aria-label=${msg('Details')} @keydown=${(event: KeyboardEvent) => this.#moveTab(event)}>
        ${TABS.map((tab) => {
          const chosen = tab === this.tab;
          return html`<button
            class="tab"
            role="tab"
            id="tab-${tab}"
            aria-selected=${chosen ? 'true' : 'false'}
            aria-controls="pickers"
            tabindex=${chosen ? 0 : -1}
            @click=${() => (this.tab = tab)}
          >
            ${tabName(tab)}
          </button>`;
        })}
      </div>
      <div class="preview">
        <patio-avatar .look=${worn} .facing=${this.facing} clip="idle" label=${describeLook(worn)}></patio-avatar>
        <div class="turn">
          <button class="icon-button" aria-label=${msg('Turn left')} @click=${() => this.#turn(1)}>${icon(ChevronLeft)}</button>
          <button class="icon-button" aria-label=${msg('Turn right')} @click=${() => this.#turn(-1)}>${icon(ChevronRight)}</button>
        </div>
      </div>
      <div class="pickers" id="pickers" role="tabpanel" aria-labelledby="tab-${this.tab}">
        ${pickersOf(this.tab, worn).map((picker) => keyed(picker.key, this.#picker(picker, worn)))}
      </div>
    </div>`;
  }

  override render(): TemplateResult {
    const worn = this.#worn();
    return html`<div class="head">
        <span class="label">${msg('How you look in the place')}</span>
        <button
          class="icon-button shuffle"
          aria-label=${msg('Surprise me')}
          title=${msg('Surprise me')}
          @click=${() => this.#choose(randomLook(this.random))}
        >
          ${icon(Dices)}
        </button>
        <button
          class="button text"
          aria-expanded=${this.open ? 'true' : 'false'}
          aria-controls="details"
          @click=${() => (this.open = !this.open)}
        >
          ${msg('Change details')}
        </button>
      </div>
      ${this.#presets(worn)} ${this.open ? this.#details(worn) : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-avatar-chooser': PatioAvatarChooser;
  }
}
