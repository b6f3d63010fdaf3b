/**
 * LiveKit for component tests: what a page asks of the test runner. Servers are numbered; those that a file leaves
 * behind end with the runner.
 */
import { liveKitPath, startLiveKit, type LiveKitGrant, type LiveKitServer } from './livekit.ts';

const servers = new Map<number, LiveKitServer>();
let made = 0;

const serverOf = (id: number): LiveKitServer => {
  const server = servers.get(id);
  if (server === undefined) throw new Error(`No LiveKit number ${String(id)}`);
  return server;
};

process.once('exit', () => {
  for (const server of servers.values()) server.signal('SIGKILL');
});

/** Vitest hands each command its context first. */
export const liveKitCommands = {
  hasLiveKit: (): boolean => {
    const found = liveKitPath() !== null;
    if (!found)
      console.warn(
        'SKIPPED: tests of the SFU driver. No LiveKit server here: set PATIO_LIVEKIT, or run npm test, which finds or makes one.',
      );
    return found;
  },
  startLiveKit: async (): Promise<{ readonly id: number; readonly url: string }> => {
    const server = await startLiveKit();
    made += 1;
    servers.set(made, server);
    return { id: made, url: server.url };
  },
  liveKitToken: (_: unknown, id: number, grant: LiveKitGrant): string => serverOf(id).token(grant),
  signalLiveKit: (_: unknown, id: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void => serverOf(id).signal(signal),
  endLiveKit: async (_: unknown, id: number): Promise<void> => {
    await serverOf(id).close();
    servers.delete(id);
  },
};
