/** End-to-end: several real Chromium people against real servers. One worker: two cores carry no more. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/e2e',
  workers: 1,
  // people in real browsers on two shared cores: a second try tells noise from a defect; what needed one is named at the end
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  globalSetup: './tests/support/global-setup.ts',
});
