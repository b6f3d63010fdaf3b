/**
 * Meeting over our own relay, in its binary dialect (`domain/wire/relay.ts`): a topic bus that keeps nothing. Its desk
 * (`relay-desk.ts`) is spoken to over the same socket.
 */
import { encodePing, encodePublish, encodeSubscribe, MAX_RELAY_PAYLOAD_BYTES, parseRelayFrame } from '../domain/wire/relay.ts';
import type { DeskEnd, DeskPort } from './desk-line.ts';
import { hello, type MakeNet, type Net, type NetIo, type Publish } from './net.ts';
import { createEndlessSocket, type SocketWorld } from './socket.ts';

const PROBE_EVERY_MS = 20_000;

/** Without port and brackets, as the relay compares it. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : '');

/** @param attachDesk whoever wants to speak with the relay's desk */
export const createRelayNet = (
  { url }: Parameters<MakeNet>[0],
  io: NetIo,
  world: SocketWorld,
  attachDesk?: (port: DeskPort) => DeskEnd,
): Net => {
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
      desk?.opened();
    },
    onDown: () => desk?.closed(),
    onMessage: (data) => {
      if (typeof data === 'string') return;
      const frame = parseRelayFrame(new Uint8Array(data));
      if (frame?.kind === 'say') desk?.receive(frame.number, frame.text);
      if (frame?.kind !== 'publish') return;
      received += 1;
      io.receive(frame.topic, decoder.decode(frame.payload), publish);
    },
    onChange: io.changed,
  });

  const desk = attachDesk?.({ host: hostOf(url), send: (frame) => socket.send(frame), doubt: () => socket.retryNow() });

  return {
    kind: 'relay',
    announce: () => publish(io.rootTopic, hello(io.selfId)),
    publish,
    traffic: () => ({ ...socket.state(), sent, received }),
    retryNow: socket.retryNow,
    close: () => {
      desk?.close();
      socket.close();
    },
  };
};
