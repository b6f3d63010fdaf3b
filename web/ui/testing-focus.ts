/** For component tests: what has focus, through shadow roots, by its name. */
import { deepActiveElement } from '../a11y/focus.ts';

/** @returns the accessible name that the element was given, or its text; empty when nothing has focus */
export const focused = (): string => {
  const active = deepActiveElement();
  return active?.getAttribute('aria-label') ?? active?.textContent.trim() ?? '';
};
