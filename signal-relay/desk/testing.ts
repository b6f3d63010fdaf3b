/** People at the relay's desk, for tests: real keys, real sockets, and every way of doing it wrong. */
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { admissionText, type DeskAnswer, type DeskLease, type DeskTell } from '../../domain/wire/relay-desk.ts';
import { encodeAsk, parseRelayFrame } from '../../domain/wire/relay.ts';

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A place as far as the desk is concerned. */
export type TestPlace = {
  readonly deskId: string;
  readonly key: string;
  readonly sign: (text: string) => string;
  readonly room: (name: string) => string;
};

export const testPlace = (seed: Buffer = randomBytes(32)): TestPlace => {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  const key = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
  return {
    key,
    deskId: createHash('sha256').update(Buffer.from(key, 'base64url')).digest('base64url'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    room: (name) => createHash('sha256').update(seed).update(name).digest('base64url').slice(0, 22),
  };
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const testPeer = (): string => Array.from(randomBytes(20), (byte) => LETTERS[byte % LETTERS.length]).join('');

export type Visitor = {
  readonly socket: WebSocket;
  readonly peer: string;
  readonly resume: string;
  /** @returns the answer; `null` if the socket ends first */
  readonly ask: (question: object) => Promise<DeskAnswer | null>;
  /** Sends and expects nothing. */
  readonly say: (question: object, number?: number) => void;
  readonly tells: DeskTell[];
  /** The lease of a room by the desk's latest word. */
  readonly leaseOf: (room: string) => DeskLease | null | undefined;
  readonly nonce: () => Promise<string>;
  readonly prove: (place: TestPlace, changes?: object) => Promise<DeskAnswer | null>;
  readonly close: () => Promise<void>;
};

export type VisitorOptions = { readonly peer?: string; readonly resume?: string; readonly headers?: Record<string, string> };

export const visit = async (port: number, options: VisitorOptions = {}): Promise<Visitor> => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: options.headers ?? {} });
  const peer = options.peer ?? testPeer();
  const resume = options.resume ?? randomBytes(16).toString('base64url');
  const waiting = new Map<number, (answer: DeskAnswer | null) => void>();
  const tells: DeskTell[] = [];
  const told = new Map<string, DeskLease | null>();
  let number = 0;
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const frame = parseRelayFrame(new Uint8Array(data));
    if (frame?.kind !== 'say') return;
    const said: unknown = JSON.parse(new TextDecoder().decode(frame.text));
    if (frame.number === 0) {
      const tell = said as DeskTell;
      tells.push(tell);
      if (tell.t === 'lease') told.set(tell.room, tell.lease);
    } else waiting.get(frame.number)?.(said as DeskAnswer);
  });
  const closed = once(socket, 'close');
  socket.on('close', () => {
    for (const resolve of waiting.values()) resolve(null);
  });
  await once(socket, 'open');

  const say = (question: object, as = 0): void => socket.send(encodeAsk(as, new TextEncoder().encode(JSON.stringify(question))));
  const ask = (question: object): Promise<DeskAnswer | null> => {
    number += 1;
    const { promise, resolve } = Promise.withResolvers<DeskAnswer | null>();
    waiting.set(number, resolve);
    if (socket.readyState === WebSocket.OPEN) say(question, number);
    else resolve(null);
    return promise;
  };
  const nonce = async (): Promise<string> => {
    const answer = await ask({ op: 'hello' });
    if (answer === null || !('nonce' in answer)) throw new Error('no challenge');
    return answer.nonce;
  };
  return {
    socket,
    peer,
    resume,
    ask,
    say,
    tells,
    leaseOf: (room) => told.get(room),
    nonce,
    prove: async (place, changes = {}) => {
      const proof = { op: 'prove', key: place.key, peer, resume, host: '127.0.0.1' };
      const signature = place.sign(admissionText(await nonce(), proof.host, proof.peer));
      return ask({ ...proof, signature, ...changes });
    },
    close: async () => {
      if (socket.readyState !== WebSocket.CLOSED) socket.terminate();
      await closed;
    },
  };
};
