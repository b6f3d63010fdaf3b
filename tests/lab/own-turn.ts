/** How a person brings TURN servers of their own: through the settings, as anybody would. */
import { expect, type Locator, type Page } from '@playwright/test';
import { PATIENCE_MS } from '../support/acts.ts';

type Credential = { readonly username: string; readonly credential: string };

const inSettings = async (page: Page, section: 'Networks' | 'Privacy', change: (settings: Locator) => Promise<void>): Promise<void> => {
  // its dialog is in its shadow, what stands in the dialog is slotted
  const settings = page.locator('patio-settings');
  await page.getByRole('button', { name: 'Settings', exact: true }).click({ timeout: PATIENCE_MS });
  await settings.getByRole('button', { name: section, exact: true }).click({ timeout: PATIENCE_MS });
  await change(settings);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden({ timeout: PATIENCE_MS });
};

/** On the landing page. */
export const addTurnServers = (page: Page, urls: readonly string[], { username, credential }: Credential): Promise<void> =>
  inSettings(page, 'Networks', async (settings) => {
    for (const url of urls) {
      await settings.getByPlaceholder('turn:turn.example.org:3478').fill(url, { timeout: PATIENCE_MS });
      await settings.getByLabel('User name').fill(username);
      await settings.getByLabel('Password').fill(credential);
      await settings.locator('patio-add-ice-server').getByRole('button', { name: 'Add', exact: true }).click();
      await expect(settings.getByText(url)).toBeVisible({ timeout: PATIENCE_MS });
    }
  });

/** On the landing page: nothing but TURN is used from then on. */
export const hideAddress = (page: Page): Promise<void> =>
  inSettings(page, 'Privacy', async (settings) => {
    const hide = settings.getByRole('switch', { name: 'Hide my network address from people' });
    await hide.click({ timeout: PATIENCE_MS });
    await expect(hide).toBeChecked();
  });
