/** `npm run pictures`: the app's own screens, as docs/screens shows them. Not a test: nothing is compared. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.pictures.ts',
  outputDir: '../../.cache/pictures',
  workers: 1,
  retries: 0,
  timeout: 400_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  globalSetup: '../support/global-setup.ts',
});
