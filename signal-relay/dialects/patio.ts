/**
 * Our own dialect: `domain/wire/relay.ts` in binary frames. A publish goes on to every other listener as it came; what is
 * for the desk goes there.
 */
import { encodeNotice, encodePong, parseRelayFrame } from '../../domain/wire/relay.ts';
import type { Desk } from '../desk/desk.ts';
import type { Client, Dialect, Send, Verdict } from '../net/client.ts';
import { frameOf } from '../net/frame.ts';
import { createTopics } from '../net/topics.ts';

const PONG = frameOf(encodePong());
const CLOSING = Buffer.from(encodeNotice('closing'));
const NOTICES = {
  'rate-limited': frameOf(encodeNotice('rate-limited')),
  limited: frameOf(encodeNotice('too-many-topics')),
  malformed: frameOf(encodeNotice('malformed')),
};

export const createPatioDialect = (send: Send, maxTopicsPerSocket: () => number, desk: Desk): Dialect => {
  const topics = createTopics(maxTopicsPerSocket);

  const publish = (from: Client, topic: string, bytes: Uint8Array): void => {
    const listeners = topics.listeners(topic);
    if (listeners.size === 0) return;
    const frame = frameOf(bytes);
    for (const client of listeners) if (client !== from) send(client, frame);
  };

  const receive = (client: Client, message: unknown): Verdict => {
    if (!(message instanceof Uint8Array)) return 'malformed';
    const frame = parseRelayFrame(message);
    switch (frame?.kind) {
      case 'publish':
        publish(client, frame.topic, message);
        return 'ok';
      case 'subscribe':
        return frame.topics.every((topic) => topics.join(client, topic)) ? 'ok' : 'limited';
      case 'unsubscribe':
        for (const topic of frame.topics) topics.leave(client, topic);
        return 'ok';
      case 'ping':
        send(client, PONG);
        return 'ok';
      case 'ask':
        return desk.receive(client, frame.number, frame.text);
      default:
        return 'malformed';
    }
  };

  return {
    name: 'patio',
    farewell: CLOSING,
    receive,
    refuse: (client, reason) => send(client, NOTICES[reason]),
    forget: (client) => {
      topics.leaveAll(client);
      desk.forget(client);
    },
    size: topics.size,
  };
};
