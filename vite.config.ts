/** Builds the app: a `dist/` that works from any static host and any sub-path. Vitest's projects are in vitest.config.ts. */
import { execSync } from 'node:child_process';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const buildHash = (): string => {
  try {
    return execSync('git rev-parse --short HEAD', { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return 'unversioned';
  }
};

/** Precache as a whole; the budget test counts it. */
const PRECACHE_LIMIT_BYTES = 2 * 1024 * 1024;

export default defineConfig({
  base: './',
  define: { __BUILD__: JSON.stringify(buildHash()) },
  worker: { format: 'es' },
  build: { target: 'es2023', modulePreload: { polyfill: false }, manifest: true },
  plugins: [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'sw.ts',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,webmanifest}', 'icons/icon-192.png'],
        maximumFileSizeToCacheInBytes: PRECACHE_LIMIT_BYTES,
      },
      includeAssets: [],
      manifest: {
        id: './',
        name: 'Patio',
        short_name: 'Patio',
        description: 'A place that opens with a link.',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f3efe8',
        theme_color: '#2f6f62',
        icons: [
          { src: 'icons/patio.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
});
