/** The worker's shell: joins `service.ts` to the thread's messages and clock. Holds no logic. */
import type { SpatialRequest } from './protocol.ts';
import { createSpatialService } from './service.ts';

declare const self: DedicatedWorkerGlobalScope;

const service = createSpatialService({
  now: () => performance.now(),
  setTimer: (run, delayMs) => self.setTimeout(run, delayMs),
  clearTimer: (handle) => self.clearTimeout(handle),
  post: (message, transfer) => self.postMessage(message, transfer),
});
self.addEventListener('message', (event: MessageEvent<SpatialRequest>) => service.handle(event.data));
