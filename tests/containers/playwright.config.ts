/** The containers: built from the real files, started by compose, met in by real browsers. Needs Linux, root, podman and compose. */
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..', '..');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: join(ROOT, '.cache', 'containers', 'results'),
  workers: 1,
  // browsers and servers on two shared cores: a second try tells noise from a defect; what needed one is named at the end
  retries: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  globalSetup: join(import.meta.dirname, 'global-setup.ts'),
});
