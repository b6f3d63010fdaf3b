/**
 * The offline shell: everything that the app consists of is precached under its content hash, navigations fall back to the
 * page, and the relay's configuration is kept from the last visit. A new version waits until the app says so; nothing here
 * knows of places, keys or calls, and nothing is fetched from anybody else.
 */
/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { readonly url: string; readonly revision: string | null })[];
};

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: [/\/healthz$/, /\/config\.json$/] }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('/config.json'),
  new NetworkFirst({ cacheName: 'config', networkTimeoutSeconds: 2 }),
);

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING') void self.skipWaiting();
});
// the first visit is offline-ready without a reload
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
