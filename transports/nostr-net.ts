/**
 * Meeting over a Nostr relay (NIP-01) with ephemeral events, which relays pass on and do not keep. Events are signed
 * with a key that lives as long as the page and says nothing about the person; what they carry is encrypted, and proven
 * later in the handshake, so signatures of others are not checked here.
 */
import { finalizeEvent, generateSecretKey } from 'nostr-tools/pure';
import * as v from 'valibot';
import { createSeen, hello, type MakeNet, type Publish } from './net.ts';
import { createEndlessSocket } from './socket.ts';

/** An ephemeral kind (20000–29999), the one that others use for WebRTC signaling. */
export const SIGNAL_KIND = 25_050;
const SUBSCRIPTION = 'patio';
const PROBE_EVERY_MS = 30_000;
/** Clocks differ: a filter any tighter would hide people whose clock is late. */
const CLOCK_TOLERANCE_SECONDS = 900;
const MAX_CONTENT_LENGTH = 60_000;

const EventMessageSchema = v.tuple([
  v.literal('EVENT'),
  v.literal(SUBSCRIPTION),
  v.object({
    id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    kind: v.literal(SIGNAL_KIND),
    tags: v.pipe(v.array(v.pipe(v.array(v.pipe(v.string(), v.maxLength(256))), v.maxLength(8))), v.maxLength(8)),
    content: v.pipe(v.string(), v.maxLength(MAX_CONTENT_LENGTH)),
  }),
]);

const parse = (data: string): v.InferOutput<typeof EventMessageSchema> | null => {
  if (!data.startsWith('["EVENT"')) return null; // EOSE, OK, NOTICE: being heard from is all that they mean here
  try {
    const result = v.safeParse(EventMessageSchema, JSON.parse(data));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
};

export const createNostrNet: MakeNet = ({ url }, io, world) => {
  let sent = 0;
  let received = 0;
  const isNew = createSeen(1024);
  const unixSeconds = (): number => Math.floor(Date.now() / 1000);

  const request = (): string =>
    JSON.stringify([
      'REQ',
      SUBSCRIPTION,
      { kinds: [SIGNAL_KIND], '#x': [io.rootTopic, io.selfTopic], since: unixSeconds() - CLOCK_TOLERANCE_SECONDS },
    ]);

  // made when the first word is said: not while the page starts
  let secretKey: Uint8Array | null = null;
  const publish: Publish = (topic, content) => {
    const state = socket.state().state;
    if (state !== 'up' && state !== 'mute') return; // signing costs milliseconds
    secretKey ??= generateSecretKey();
    const event = finalizeEvent({ kind: SIGNAL_KIND, created_at: unixSeconds(), tags: [['x', topic]], content }, secretKey);
    if (socket.send(JSON.stringify(['EVENT', event]))) sent += 1;
  };

  const socket = createEndlessSocket({
    url,
    world,
    probe: request, // asking again replaces the subscription, and is always answered with EOSE
    probeEveryMs: PROBE_EVERY_MS,
    onOpen: () => {
      socket.send(request());
      io.opened();
    },
    onMessage: (data) => {
      if (typeof data !== 'string') return;
      const event = parse(data)?.[2];
      if (event === undefined || !isNew(event.id)) return;
      const topic = event.tags.find(([name]) => name === 'x')?.[1];
      if (topic === undefined) return;
      received += 1;
      io.receive(topic, event.content, publish);
    },
    onChange: io.changed,
  });

  return {
    kind: 'nostr',
    announce: () => publish(io.rootTopic, hello(io.selfId)),
    publish,
    traffic: () => ({ ...socket.state(), sent, received }),
    retryNow: socket.retryNow,
    close: socket.close,
  };
};
