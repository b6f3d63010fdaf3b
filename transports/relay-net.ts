/**
 * Meeting over our own relay, in its binary dialect (`domain/wire/relay.ts`): a topic bus that keeps nothing.
 */
import { encodePing, encodePublish, encodeSubscribe, MAX_RELAY_PAYLOAD_BYTES, parseRelayFrame } from '../domain/wire/relay.ts';
import { hello, type MakeNet, type Publish } from './net.ts';
import { createEndlessSocket } from './socket.ts';

const PROBE_EVERY_MS = 20_000;

export const createRelayNet: MakeNet = ({ url }, io, world) => {
  let sent = 0;
  let received = 0;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  const publish: Publish = (topic, payload) => {
    const bytes = encoder.encode(payload);
    if (bytes.length <= MAX_RELAY_PAYLOAD_BYTES && socket.send(encodePublish(topic, bytes))) sent += 1;
  };

  const socket = createEndlessSocket({
    url,
    world,
    probe: encodePing,
    probeEveryMs: PROBE_EVERY_MS,
    onOpen: () => {
      socket.send(encodeSubscribe([io.rootTopic, io.selfTopic]));
      socket.send(encodePing()); // its pong says that the relay speaks and that the topics are ours
      io.opened();
    },
    onMessage: (data) => {
      if (typeof data === 'string') return;
      const frame = parseRelayFrame(new Uint8Array(data));
      if (frame?.kind !== 'publish') return;
      received += 1;
      io.receive(frame.topic, decoder.decode(frame.payload), publish);
    },
    onChange: io.changed,
  });

  return {
    kind: 'relay',
    announce: () => publish(io.rootTopic, hello(io.selfId)),
    publish,
    traffic: () => ({ ...socket.state(), sent, received }),
    retryNow: socket.retryNow,
    close: socket.close,
  };
};
