/** Builds the app: a `dist/` that works from any static host and any sub-path. Vitest's projects are in vitest.config.ts. */
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { parse } from 'yaml';
import { parseConfigFile, publicConfigOf } from './domain/config/config-file.ts';

const buildHash = (): string => {
  try {
    return execSync('git rev-parse --short HEAD', { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return 'unversioned';
  }
};

/** The public part of config.yaml, for a static host that has no relay to ask. */
const bakedConfig = (): string => {
  const result = parseConfigFile(parse(readFileSync('config.yaml', 'utf8')));
  if (!result.ok) throw new Error(`config.yaml: ${result.problem}`);
  return JSON.stringify(publicConfigOf(result.config, null));
};

/** What Pixi brings along for everybody and Patio has no use for: CSS names of colours, sprite sheets. */
const withoutUnusedPixi = (): Plugin => ({
  name: 'patio:without-unused-pixi',
  enforce: 'pre',
  load: (id) => {
    if (id.includes('@pixi/colord/plugins/names')) return 'export default () => {};';
    return id.endsWith('pixi.js/lib/spritesheet/init.mjs') ? '' : null;
  },
});

/** Precache as a whole; the budget test counts it. */
const PRECACHE_LIMIT_BYTES = 2 * 1024 * 1024;

export default defineConfig({
  base: './',
  define: { __BUILD__: JSON.stringify(buildHash()), __CONFIG__: bakedConfig() },
  worker: { format: 'es' },
  build: { target: 'es2023', modulePreload: { polyfill: false }, manifest: true },
  plugins: [
    withoutUnusedPixi(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'sw.ts',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,webmanifest}', 'icons/icon-192.png'],
        // half as large as all the rest, and of no use without the network that it would come from
        globIgnores: ['**/livekit-driver-*.js', '**/sfu-worker-*.js'],
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
