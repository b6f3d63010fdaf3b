/** The lab: people behind real NATs, with a real TURN server. Needs Linux, root, iproute2, nftables and coturn. */
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..', '..');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: join(ROOT, '.cache', 'lab'),
  workers: 1,
  // several browsers on two shared cores: a second try tells noise from a defect; what needed one is named at the end
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  globalSetup: join(ROOT, 'tests', 'support', 'global-setup.ts'),
});
