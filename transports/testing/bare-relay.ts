/**
 * The relay's dialect in thirty lines, for tests that must look into the traffic or falsify it; others use the real
 * relay. `rewrite` may change or drop what is passed on.
 */
import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';
import { encodePong, encodePublish, parseRelayFrame } from '../../domain/wire/relay.ts';

export type BareRelay = { readonly url: string; readonly kill: () => Promise<void> };
export type Rewrite = (topic: string, payload: string) => string | null;

export const startBareRelay = async (port: number, rewrite: Rewrite = (_topic, payload) => payload): Promise<BareRelay> => {
  const topics = new Map<string, Set<WebSocket>>();
  const server = new WebSocketServer({ host: '127.0.0.1', port, maxPayload: 70_000 });
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const listeners of topics.values()) listeners.delete(socket);
    });
    socket.on('message', (data: Buffer) => {
      const frame = parseRelayFrame(new Uint8Array(data));
      if (frame?.kind === 'ping') socket.send(encodePong());
      if (frame?.kind === 'subscribe') for (const topic of frame.topics) topics.set(topic, (topics.get(topic) ?? new Set()).add(socket));
      if (frame?.kind !== 'publish') return;
      const payload = rewrite(frame.topic, new TextDecoder().decode(frame.payload));
      if (payload === null) return;
      const bytes = encodePublish(frame.topic, new TextEncoder().encode(payload));
      for (const listener of topics.get(frame.topic) ?? []) if (listener !== socket && listener.readyState === 1) listener.send(bytes);
    });
  });
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${port}`,
    kill: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
};
