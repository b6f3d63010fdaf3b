/** The thread of `nostr-verifier.ts`: a batch of events in, as many booleans out. */
import { parentPort } from 'node:worker_threads';
import { initNostrWasm } from 'nostr-wasm';
import type { NostrEvent } from './nostr-filter.ts';

const wasm = await initNostrWasm();

const isValid = (event: NostrEvent): boolean => {
  try {
    wasm.verifyEvent(event);
    return true;
  } catch {
    return false;
  }
};

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.on('message', (batch: readonly NostrEvent[]) => parentPort?.postMessage(batch.map(isValid)));
