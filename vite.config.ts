/** Builds the app: a `dist/` that works from any static host and any sub-path. Vitest's projects are in vitest.config.ts. */
import { execSync } from 'node:child_process';
import { defineConfig } from 'vite';

const buildHash = (): string => {
  try {
    return execSync('git rev-parse --short HEAD', { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return 'unversioned';
  }
};

export default defineConfig({
  base: './',
  define: { __BUILD__: JSON.stringify(buildHash()) },
  worker: { format: 'es' },
  build: { target: 'es2023', modulePreload: { polyfill: false } },
});
