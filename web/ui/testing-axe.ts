/** For component tests: axe finds nothing, in light and in dark. Needs the tokens, so it applies them. */
import axe from 'axe-core';
import { signal } from '@preact/signals-core';
import { defaultSettings, type Settings } from '../state/settings.ts';
import { applyTheme } from '../theme/apply-theme.ts';

/** Rules about whole pages make no sense for one element in an empty page. */
const PAGE_RULES = ['region', 'landmark-one-main', 'page-has-heading-one', 'document-title', 'html-has-lang', 'bypass'];

/** Colours that are on their way are nobody's colours: nothing takes time while axe looks. */
const TIMES = ['--time-feedback', '--time-enter', '--time-leave'];

/** @returns what axe found, one line per kind of violation; empty is good */
const axeFindings = async (element: Element, theme: Settings['theme'], only: axe.RunOptions = {}): Promise<readonly string[]> => {
  const root = document.documentElement;
  for (const name of TIMES) root.style.setProperty(name, '0s');
  const applied = applyTheme(signal<Settings>({ ...defaultSettings(), theme }), root);
  const result = await axe.run(element, {
    ...only,
    resultTypes: ['violations'],
    rules: Object.fromEntries(PAGE_RULES.map((rule) => [rule, { enabled: false }])),
  });
  applied.close();
  for (const name of TIMES) root.style.removeProperty(name);
  return result.violations.map(
    (violation) =>
      `${theme} ${violation.id}: ${violation.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`,
  );
};

/** Everything in light; in dark only what the theme can change, the contrast. */
export const axeFindingsInBoth = async (element: Element): Promise<readonly string[]> => [
  ...(await axeFindings(element, 'light')),
  ...(await axeFindings(element, 'dark', { runOnly: ['color-contrast'] })),
];
