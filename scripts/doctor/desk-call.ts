/** A call at the relay's desk, as a member's browser makes it. The place's secret stays here: the relay sees a signature. */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { admissionText, type DeskAnswer } from '../../domain/wire/relay-desk.ts';
import { encodeAsk, encodePing, parseRelayFrame } from '../../domain/wire/relay.ts';
import { createRoomIds, makeDeskKeys } from '../../transports/desk-keys.ts';
import { Timeout } from './finding.ts';
import type { Place, Target } from './target.ts';

const ANSWER_MS = 8000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The relay answered the upgrade, and not with a WebSocket. */
export class NoUpgrade extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

export type DeskCall = {
  /** Resolves when the relay has answered a ping. */
  readonly ping: () => Promise<void>;
  readonly ask: (question: object) => Promise<DeskAnswer>;
  /** Proves that the place's secret is known here. */
  readonly prove: (place: Place) => Promise<DeskAnswer>;
  /** Which place this is for the relay's operator: `places` of config.yaml. */
  readonly deskIdOf: (place: Place) => Promise<string>;
  readonly roomOf: (place: Place, name: string) => string;
  readonly close: () => void;
};

const inTime = <T>(promise: Promise<T>): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Timeout('no answer')), ANSWER_MS);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** @throws NoUpgrade, Timeout or the system's error. @param rejectUnauthorized false where TLS was judged already */
export const callDesk = async ({ base, host }: Target, rejectUnauthorized = false): Promise<DeskCall> => {
  const socket = new WebSocket(base.replace(/^http/, 'ws'), { rejectUnauthorized, handshakeTimeout: ANSWER_MS });
  const opened = Promise.withResolvers<void>();
  const pong = Promise.withResolvers<void>();
  const waiting = new Map<number, PromiseWithResolvers<DeskAnswer>>();
  pong.promise.catch(() => undefined);
  let number = 0;
  const end = (error: Error): void => {
    opened.reject(error);
    pong.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  socket.on('open', () => opened.resolve());
  socket.on('error', end);
  socket.on('close', () => end(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  socket.on('unexpected-response', (_request, response) => {
    opened.reject(new NoUpgrade(response.statusCode ?? 0));
    socket.terminate();
  });
  socket.on('message', (data: Buffer) => {
    const frame = parseRelayFrame(new Uint8Array(data));
    if (frame?.kind === 'pong') pong.resolve();
    if (frame?.kind !== 'say') return;
    waiting.get(frame.number)?.resolve(JSON.parse(new TextDecoder().decode(frame.text)) as DeskAnswer);
    waiting.delete(frame.number);
  });
  await inTime(opened.promise);

  const ask = (question: object): Promise<DeskAnswer> => {
    number += 1;
    const answer = Promise.withResolvers<DeskAnswer>();
    waiting.set(number, answer);
    socket.send(encodeAsk(number, new TextEncoder().encode(JSON.stringify(question))));
    return inTime(answer.promise);
  };
  const peer = Array.from(randomBytes(20), (byte) => LETTERS[byte % LETTERS.length]).join('');
  const resume = randomBytes(16).toString('base64url');
  return {
    ping: () => {
      socket.send(encodePing());
      return inTime(pong.promise);
    },
    ask,
    prove: async ({ secret, placeId }) => {
      const keys = await makeDeskKeys(secret, placeId);
      const challenge = await ask({ op: 'hello' });
      if (!('nonce' in challenge)) return challenge;
      // by the same name as in a browser: brackets and all
      const called = new URL(base).hostname || host;
      const signature = await keys.sign(admissionText(challenge.nonce, called, peer));
      return ask({ op: 'prove', key: keys.publicKey, peer, resume, host: called, signature });
    },
    deskIdOf: async ({ secret, placeId }) => (await makeDeskKeys(secret, placeId)).deskId,
    roomOf: ({ secret, placeId }, name) => createRoomIds(secret, placeId)(name),
    close: () => socket.terminate(),
  };
};
