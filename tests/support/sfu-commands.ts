/**
 * SFUs for component tests: what a page asks of the test runner. Servers are numbered; those that a file leaves behind end
 * with the runner.
 */
import { findJanus, startJanus } from './janus.ts';
import { liveKitPath, startLiveKit } from './livekit.ts';
import { startBabbler } from './babbler.ts';

export type SfuGrant = {
  readonly room: string;
  readonly identity: string;
  /** Which sources may be published; nothing said: all of them. */
  readonly sources?: readonly string[];
  readonly seconds?: number;
};

export type SfuServer<Token = string | Promise<string>> = {
  readonly url: string;
  readonly token: (grant: SfuGrant) => Token;
  /** SIGSTOP is a black hole: everything still arrives, nothing answers. */
  readonly signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void;
  readonly log: () => string;
  readonly close: () => Promise<void>;
};

export type SfuProduct = 'LiveKit' | 'Janus' | 'babbler';

const PRODUCTS: Readonly<Record<SfuProduct, { readonly isHere: () => boolean; readonly start: () => Promise<SfuServer> }>> = {
  LiveKit: { isHere: () => liveKitPath() !== null, start: startLiveKit },
  Janus: { isHere: () => findJanus() !== null, start: startJanus },
  babbler: { isHere: () => true, start: startBabbler },
};

const servers = new Map<number, SfuServer>();
let made = 0;

const serverOf = (id: number): SfuServer => {
  const server = servers.get(id);
  if (server === undefined) throw new Error(`No SFU number ${String(id)}`);
  return server;
};

process.once('exit', () => {
  for (const server of servers.values()) server.signal('SIGKILL');
});

/** Vitest hands each command its context first. */
export const sfuCommands = {
  hasSfu: (_: unknown, product: SfuProduct): boolean => {
    const found = PRODUCTS[product].isHere();
    if (!found)
      console.warn(
        `SKIPPED: tests of the SFU driver with ${product}. There is none here: set PATIO_${product.toUpperCase()}, or run npm test, which finds or makes one.`,
      );
    return found;
  },
  startSfu: async (_: unknown, product: SfuProduct): Promise<{ readonly id: number; readonly url: string }> => {
    const server = await PRODUCTS[product].start();
    made += 1;
    servers.set(made, server);
    return { id: made, url: server.url };
  },
  sfuToken: async (_: unknown, id: number, grant: SfuGrant): Promise<string> => await serverOf(id).token(grant),
  signalSfu: (_: unknown, id: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void => serverOf(id).signal(signal),
  endSfu: async (_: unknown, id: number): Promise<void> => {
    await serverOf(id).close();
    servers.delete(id);
  },
};
