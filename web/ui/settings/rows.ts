/**
 * A setting as data: label, hint, words that a search also finds, and its control. Sections are lists of these, so that
 * searching is the same for all and every control is labelled the same way.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';

export type SettingRow = {
  readonly label: string;
  readonly hint?: string;
  /** Also found by these. */
  readonly keywords?: string;
  /** Gets the id that its label points at, and of the hint that describes it. */
  readonly control: (id: string, hintId: string | typeof nothing) => TemplateResult;
  /** The control stands below the label, over the whole width. */
  readonly below?: boolean;
  /** The control brings its own heading; the label is for the search alone. */
  readonly bare?: boolean;
};

export const SECTION_IDS = [
  'you',
  'devices',
  'sound',
  'look',
  'notifications',
  'networks',
  'privacy',
  'storage',
  'keyboard',
  'about',
  'host',
] as const;
export type SectionId = (typeof SECTION_IDS)[number];

export type SettingSection = {
  readonly id: SectionId;
  readonly title: string;
  readonly picture: IconNode;
  readonly lead?: string;
  readonly rows: readonly SettingRow[];
};

export const switchRow = (label: string, hint: string, on: boolean, change: (on: boolean) => void): SettingRow => ({
  label,
  hint,
  control: (id, hintId) =>
    html`<input
      id=${id}
      class="switch"
      type="checkbox"
      role="switch"
      aria-describedby=${hintId}
      .checked=${on}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    />`,
});

export const choiceRow = <T extends string>(
  label: string,
  hint: string,
  value: T,
  choices: readonly (readonly [T, string])[],
  change: (value: T) => void,
): SettingRow => ({
  label,
  ...(hint === '' ? {} : { hint }),
  keywords: choices.map(([, name]) => name).join(' '),
  control: (id, hintId) =>
    html`<select
      id=${id}
      class="select"
      aria-describedby=${hintId}
      @change=${(event: Event) => change((event.target as HTMLSelectElement).value as T)}
    >
      ${choices.map(([key, name]) => html`<option value=${key} ?selected=${key === value}>${name}</option>`)}
    </select>`,
});

export const buttonRow = (label: string, hint: string, button: string, press: () => void, kind = 'line'): SettingRow => ({
  label,
  hint,
  control: (id, hintId) => html`<button id=${id} class="button ${kind}" aria-describedby=${hintId} @click=${press}>${button}</button>`,
});

/** Lower case without accents, so that `sessao` finds `Sessão`. */
export const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Every word of the query must be found in the label, hint, keywords or the section's title. Pure. */
export const matches = (row: Pick<SettingRow, 'label' | 'hint' | 'keywords'>, section: string, query: string): boolean => {
  const text = fold(`${section} ${row.label} ${row.hint ?? ''} ${row.keywords ?? ''}`);
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
};
