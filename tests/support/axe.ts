/**
 * Looks at a whole screen with axe-core, shadow roots included, in light and in dark. Every rule is on, for these are
 * whole pages; in dark only contrast, all that the theme can change. Colours on their way are nobody's colours, so a finding must outlast a few looks.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MOST_LOOKS = 4;

type AxeNode = { readonly target: readonly (string | readonly string[])[]; readonly failureSummary?: string };
type AxeRule = { readonly id: string; readonly nodes: readonly AxeNode[] };
type AxeResult = { readonly violations: readonly AxeRule[]; readonly passes: readonly AxeRule[] };

/** @param rules only these; null for all. @returns what axe found, and whether it saw anything inside a shadow root */
const lookWithAxe = async (
  page: Page,
  rules: readonly string[] | null,
): Promise<{ readonly findings: readonly string[]; readonly sawShadow: boolean }> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
  const { violations, passes } = await page.evaluate(
    (only) =>
      (Reflect.get(globalThis, 'axe') as { run: (options: object) => Promise<AxeResult> }).run({
        ...(only !== null && { runOnly: only }),
        // all of what is wrong, one example of what is right: much the faster way
        resultTypes: ['violations'],
        iframes: false,
        preload: false,
      }),
    rules,
  );
  return {
    findings: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' » ')} — ${(failureSummary ?? '').replaceAll('\n', ' ')}`),
    ),
    sawShadow: passes.some(({ nodes }) => nodes.some(({ target }) => target.some((part) => typeof part !== 'string'))),
  };
};

/** Goes on after a finding, so that one run tells all of them. */
export const expectNothingForAxe = async (page: Page, screen: string): Promise<void> => {
  for (const [colorScheme, rules] of [
    ['light', null],
    // what the theme can change
    ['dark', ['color-contrast']],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    let look = await lookWithAxe(page, rules);
    for (let again = 1; again < MOST_LOOKS && look.findings.length > 0; again++) look = await lookWithAxe(page, rules);
    expect.soft(look.findings, `${screen}, ${colorScheme}`).toEqual([]);
    // with one rule alone there may be nothing that it is sure of
    if (rules === null) expect.soft(look.sawShadow, `axe saw inside the components of ${screen}`).toBe(true);
  }
};
