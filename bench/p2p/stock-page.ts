/** A page with unmodified trystero beside ours: the same measure, Enter to the first message. */
import '../../transports/testing/page.ts';
import { joinRoom as joinNostr } from '@trystero-p2p/nostr';
import { joinRoom as joinTorrent } from '@trystero-p2p/torrent';

const join = { nostr: joinNostr, tracker: joinTorrent };

const createStock = () => {
  let startedMs = 0;
  const heardMs: number[] = [];
  return {
    enter: (kind: keyof typeof join, url: string, room: string): void => {
      startedMs = performance.now();
      const config = {
        appId: 'patio-bench',
        password: room,
        rtcConfig: { iceServers: [] },
        relayConfig: { urls: [url], warnOnRelayFailure: false },
      };
      const joined = join[kind](config, room);
      const greet = joined.makeAction<string>('hello');
      greet.onMessage = () => void heardMs.push(performance.now() - startedMs);
      joined.onPeerJoin = (peer) => void greet.send('hello', { target: peer });
    },
    /** @returns ms to the first message, or null if there was none in time */
    first: async (timeoutMs: number): Promise<number | null> => {
      const endMs = performance.now() + timeoutMs;
      while (heardMs.length === 0 && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, 2));
      return heardMs[0] ?? null;
    },
  };
};

export type StockApi = ReturnType<typeof createStock>;
Object.assign(window, { stock: createStock() });
