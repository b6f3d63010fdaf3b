/** Where the keyboard is: the focused element through all shadow roots, and walking to another one with Tab alone. */
import { expect, type Page } from '@playwright/test';

const MOST_TABS = 80;

export type Focused = { readonly name: string; readonly tag: string; readonly isVisible: boolean };

/** @returns null when the focus is nowhere: on the body, or on nothing */
export const focused = (page: Page): Promise<Focused | null> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (active === null || active === document.body || active === document.documentElement) return null;
    const root = active.getRootNode() as Document | ShadowRoot;
    const labelledBy = active.getAttribute('aria-labelledby');
    const label = active.id === '' ? null : root.querySelector(`label[for="${CSS.escape(active.id)}"]`);
    const name =
      active.getAttribute('aria-label') ??
      (labelledBy === null ? undefined : root.getElementById(labelledBy)?.textContent) ??
      label?.textContent ??
      active.closest('label')?.textContent ??
      active.textContent;
    return {
      name: name.replaceAll(/\s+/g, ' ').trim(),
      tag: active.localName,
      isVisible: active.checkVisibility({ visibilityProperty: true }),
    };
  });

/** The focus is on something that can be seen, whatever just happened. */
export const expectFocusSomewhere = (page: Page, after: string): Promise<void> =>
  expect
    .poll(async () => (await focused(page))?.isVisible ?? false, { timeout: 20_000, message: `the focus is somewhere after: ${after}` })
    .toBe(true);

export const expectFocusOn = (page: Page, name: RegExp, after: string): Promise<void> =>
  expect
    .poll(async () => (await focused(page))?.name ?? '(nowhere)', { timeout: 20_000, message: `the focus after: ${after}` })
    .toMatch(name);

/** Presses Tab until something of this name has the focus; every stop on the way must be visible. */
export const tabTo = async (page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const stops: string[] = [];
  for (let press = 0; press <= MOST_TABS; press++) {
    const now = await focused(page);
    if (now !== null && name.test(now.name)) return;
    stops.push(now === null ? '(page)' : `${now.tag} “${now.name.slice(0, 40)}”`);
    if (now !== null) expect(now.isVisible, `${stops.at(-1)} can be seen while it has the focus`).toBe(true);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never reached ${name}; it went ${stops.join(', ')}`);
};
