/**
 * What every page of the app is allowed. Everything it runs comes from here; it may open WebSockets to any signaling
 * server that the person chose. `wasm-unsafe-eval` is for signature checking; Pixi gets along without `unsafe-eval` only
 * if the app imports `pixi.js/unsafe-eval`.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: data: mediastream:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss: data: blob:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), compute-pressure=(self), ' +
    'autoplay=(self), picture-in-picture=(self), fullscreen=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=()',
};

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml',
};

const extensionOf = (path: string): string => /\.([a-z0-9]+)$/.exec(path)?.[1] ?? '';

export const contentType = (path: string): string => TYPES[extensionOf(path)] ?? 'application/octet-stream';

/** Text compresses; pictures, sounds and fonts are compressed already. */
export const isCompressible = (path: string): boolean =>
  /^(html|js|mjs|css|json|map|webmanifest|wasm|svg|txt|xml|ico)$/.test(extensionOf(path));

/** Vite puts a hash of the content into the names below assets/: what such a name means never changes. */
export const cacheControl = (path: string): string =>
  /^\/assets\/.+-[\w-]{8,}\.[a-z0-9]+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
