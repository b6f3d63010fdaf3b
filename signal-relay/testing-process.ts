/** A relay in a process of its own, for tests that measure it: tells its port, and its heap and counts when asked. */
import { startTestRelay } from './testing.ts';

const relay = await startTestRelay();

process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed, stats: relay.stats() });
});
process.on('disconnect', () => void relay.close().then(() => process.exit(0)));
process.send?.(relay.port);
