/**
 * All settings in one dialog: sections on the left, their rows on the right, a search over everything. Attribute
 * `section` says where to begin. Loaded when it is opened.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Search } from 'lucide';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../dialog/dialog.ts';
import { icon } from '../icon/icon.ts';
import { matches, type SectionId, type SettingRow, type SettingSection } from './rows.ts';
import { allSections } from './sections/all-sections.ts';
import { settingsStyles } from './settings.styles.ts';

@customElement('patio-settings')
export class PatioSettings extends AppElement {
  static override styles = [...baseStyles, settingsStyles];

  @property() section: SectionId = 'you';
  @state() private search = '';
  @query('.rows') private rows!: HTMLElement;

  protected override firstUpdated(): void {
    // The chooser draws avatars; the rest of the settings does not wait for it.
    void import('../avatar-chooser/avatar-chooser.ts');
    // The dialog lays its content out once it is open.
    requestAnimationFrame(() => this.showCurrent());
  }

  /** On phones the sections are a strip: the current one is scrolled into sight. */
  private showCurrent(): void {
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  private async choose(id: SectionId): Promise<void> {
    this.section = id;
    this.search = '';
    await this.updateComplete;
    this.rows.scrollTop = 0;
    this.showCurrent();
  }

  private label(row: SettingRow, id: string): unknown {
    if (row.bare === true) return nothing;
    return row.below === true ? html`<h4 class="medium">${row.label}</h4>` : html`<label class="medium" for=${id}>${row.label}</label>`;
  }

  private row(section: SettingSection, row: SettingRow, index: number): TemplateResult {
    const id = `${section.id}-${index}`;
    const hintId = row.hint === undefined ? nothing : `${id}-hint`;
    return html`<div class="setting ${row.below === true ? 'below' : ''}">
      ${this.label(row, id)} ${row.hint === undefined ? nothing : html`<p id=${hintId} class="caption soft">${row.hint}</p>`}
      <div class="control">${row.control(id, hintId)}</div>
    </div>`;
  }

  private content(section: SettingSection, rows: readonly SettingRow[]): TemplateResult {
    return html`<section aria-labelledby="title-${section.id}">
      <h3 id="title-${section.id}" class="title">${section.title}</h3>
      ${section.lead === undefined || this.search !== '' ? nothing : html`<p class="lead soft">${section.lead}</p>`}
      ${rows.map((row) => this.row(section, row, section.rows.indexOf(row)))}
    </section>`;
  }

  private found(sections: readonly SettingSection[]): unknown {
    const hits = sections
      .map((section) => ({ section, rows: section.rows.filter((row) => matches(row, section.title, this.search)) }))
      .filter((hit) => hit.rows.length > 0);
    return hits.length === 0
      ? html`<p class="nothing soft" role="status">${msg(str`No setting is called “${this.search}”.`)}</p>`
      : hits.map((hit) => this.content(hit.section, hit.rows));
  }

  private side(sections: readonly SettingSection[]): TemplateResult {
    return html`<nav class="side" aria-label=${msg('Sections')}>
      <label class="field search">
        ${icon(Search, 16)}
        <span class="visually-hidden">${msg('Search settings')}</span>
        <input
          type="search"
          placeholder=${msg('Search settings')}
          .value=${this.search}
          @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value.trimStart())}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== 'Escape' || this.search === '') return;
            event.preventDefault();
            event.stopPropagation();
            this.search = '';
          }}
        />
      </label>
      <ul>
        ${sections.map(
          (section) =>
            html`<li>
              <button
                class="tab"
                aria-current=${this.search === '' && section.id === this.section ? 'true' : nothing}
                @click=${() => void this.choose(section.id)}
              >
                ${icon(section.picture)}${section.title}
              </button>
            </li>`,
        )}
      </ul>
    </nav>`;
  }

  override render() {
    const sections = allSections(this.app);
    const current = sections.find((section) => section.id === this.section) ?? sections[0]!;
    return html`<patio-dialog wide heading=${msg('Settings')} @dismiss=${() => this.actions.showDialog(null)}>
      <div class="frame">
        ${this.side(sections)}
        <div class="rows" role="group" aria-label=${current.title} tabindex="0">
          ${this.search === '' ? this.content(current, current.rows) : this.found(sections)}
        </div>
      </div>
    </patio-dialog>`;
  }
}
