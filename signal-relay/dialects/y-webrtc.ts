/**
 * The signaling of y-webrtc clients, in JSON text: subscribe, unsubscribe, publish, ping. As in its own server, a
 * published message goes on whole, with the number of listeners in `clients`; unlike there, not to its sender.
 */
import * as v from 'valibot';
import type { Client, Dialect, Send, Verdict } from '../net/client.ts';
import { frameOf } from '../net/frame.ts';
import { createTopics } from '../net/topics.ts';

const topic = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const topicList = v.pipe(v.array(topic), v.maxLength(256));

const MessageSchema = v.variant('type', [
  v.object({ type: v.literal('subscribe'), topics: topicList }),
  v.object({ type: v.literal('unsubscribe'), topics: topicList }),
  v.looseObject({ type: v.literal('publish'), topic }),
  v.object({ type: v.literal('ping') }),
]);

const PONG = frameOf('{"type":"pong"}');

export const createYWebrtcDialect = (send: Send, maxTopicsPerSocket: () => number): Dialect => {
  const topics = createTopics(maxTopicsPerSocket);

  const receive = (client: Client, input: unknown): Verdict => {
    const parsed = v.safeParse(MessageSchema, input);
    if (!parsed.success) return 'malformed';
    const message = parsed.output;
    switch (message.type) {
      case 'subscribe':
        return message.topics.every((name) => topics.join(client, name)) ? 'ok' : 'limited';
      case 'unsubscribe':
        for (const name of message.topics) topics.leave(client, name);
        return 'ok';
      case 'ping':
        send(client, PONG);
        return 'ok';
      default: {
        const listeners = topics.listeners(message.topic);
        if (listeners.size === 0) return 'ok';
        const frame = frameOf(JSON.stringify({ ...message, clients: listeners.size }));
        for (const other of listeners) if (other !== client) send(other, frame);
        return 'ok';
      }
    }
  };

  return {
    name: 'y-webrtc',
    receive,
    // the protocol has no word for it, and its client would take any other message for a stranger's
    refuse: () => undefined,
    forget: topics.leaveAll,
    size: topics.size,
  };
};
