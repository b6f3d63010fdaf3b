/** What the connection panel says about how a person is connected. */
import { expect } from '@playwright/test';
import { PATIENCE_MS } from '../support/acts.ts';
import type { Person } from '../support/people.ts';

/** Opens the panel if need be; in a narrow window it takes the place of the lists. */
export const expectPanelToSay = async ({ name, page }: Person, ...sentences: readonly string[]): Promise<void> => {
  const panel = page.getByRole('region', { name: 'Connection', exact: true });
  if (!(await panel.isVisible())) {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Connection/ }).click();
  }
  for (const words of sentences) await expect(panel, `what ${name} reads`).toContainText(words, { timeout: PATIENCE_MS });
};
