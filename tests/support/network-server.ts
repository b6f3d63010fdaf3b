/**
 * One signaling server of somebody else's making in a process of its own, so that a test can kill it like a real one:
 * `node network-server.ts tracker|nostr|hole|tarpit PORT`. tracker: bittorrent-tracker · nostr: @nostr-relay/core ·
 * hole: accepts WebSockets and stays silent · tarpit: accepts TCP and never upgrades.
 */
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { IncomingMessage } from '@nostr-relay/common';
import { WebSocketServer } from 'ws';

const HOST = '127.0.0.1';
const [kind, portText] = process.argv.slice(2);
const port = Number(portText);
const ready = (): void => void process.send?.('ready');

const tracker = async (): Promise<void> => {
  const { default: Server } = await import('bittorrent-tracker/server');
  const server = new Server({ udp: false, http: false, ws: true, stats: false });
  for (const event of ['error', 'warning']) server.on(event, () => undefined);
  server.listen(port, HOST, ready);
};

const nostr = async (): Promise<void> => {
  const [{ NostrRelay }, { EventRepository }] = await Promise.all([import('@nostr-relay/core'), import('@nostr-relay/common')]);
  /** Ephemeral events are never stored (NIP-01), so there is nothing to keep. */
  class KeepsNothing extends EventRepository {
    isSearchSupported = (): boolean => false;
    upsert = (): { isDuplicate: boolean } => ({ isDuplicate: false });
    find = (): never[] => [];
    destroy = async (): Promise<void> => undefined;
  }
  const relay = new NostrRelay(new KeepsNothing());
  const server = createServer();
  new WebSocketServer({ server }).on('connection', (socket) => {
    relay.handleConnection(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => relay.handleDisconnect(socket));
    socket.on(
      'message',
      (data: Buffer) => void relay.handleMessage(socket, JSON.parse(data.toString()) as IncomingMessage).catch(() => undefined),
    );
  });
  server.listen(port, HOST, ready);
};

const hole = (): void => {
  const server = createServer().listen(port, HOST, ready);
  new WebSocketServer({ server }).on('connection', (socket) => socket.on('error', () => undefined));
};

const tarpit = (): void => {
  createTcpServer((socket) => socket.on('error', () => undefined)).listen(port, HOST, ready);
};

process.on('disconnect', () => process.exit());
if (kind === 'tracker') await tracker();
else if (kind === 'nostr') await nostr();
else if (kind === 'hole') hole();
else if (kind === 'tarpit') tarpit();
else throw new Error(`unknown server: ${kind}`);
