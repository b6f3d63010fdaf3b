/** A server that says yes to everybody, and then whatever comes to its mind: garbage in text, in bytes, in almost-right JSON. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import type { SfuServer } from './sfu-commands.ts';

const answersTo = (said: string): readonly (string | Buffer)[] => {
  const asked = (/"transaction":"(\d+)"/.exec(said) ?? [])[1] ?? '1';
  return [
    JSON.stringify({ janus: 'success', transaction: asked, data: { id: { toString: 'no' } } }),
    Buffer.from([10, 255, 255, 255, 255, 15, 0, 1, 2, 3]),
    '{',
    '[]',
    'null',
    '\u0000',
  ];
};

export const startBabbler = async (): Promise<SfuServer> => {
  const http = createServer((_, response) => response.end('<!doctype html>')).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const sockets = new WebSocketServer({ server: http, handleProtocols: (offered) => [...offered][0] ?? false });
  sockets.on('connection', (socket) => {
    socket.on('error', () => undefined);
    for (const answer of answersTo('')) socket.send(answer);
    socket.on('message', (data: Buffer) => {
      for (const answer of answersTo(data.toString())) socket.send(answer);
    });
  });
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `ws://127.0.0.1:${String(port)}`,
    token: ({ room }) => `core 9999999999,babbler,room=${room}:none`,
    signal: () => undefined,
    log: () => '',
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
    },
  };
};
