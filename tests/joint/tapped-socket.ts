/** A socket to a relay whose words at the desk are read on their way, so that something can happen at exactly one of them. */
import { WebSocket } from 'ws';
import { parseRelayFrame } from '../../domain/wire/relay.ts';
import type { SocketLike } from '../../transports/socket.ts';

export type Op = 'take' | 'open' | 'token';
/** Something happened that a test may wait for, or kill at. */
export type Step =
  /** A question is about to leave a tab; a relay that is killed now never gets it. */
  | { readonly at: 'asks'; readonly who: string; readonly op: Op }
  /** An answer that says yes has just reached the tab. */
  | { readonly at: 'is answered'; readonly who: string; readonly op: Op }
  /** The steward's beat says this for the first time; it is not on its way yet. */
  | { readonly at: 'says'; readonly who: string; readonly word: 'opening' | 'open' | 'mesh again' }
  | { readonly at: 'sits'; readonly who: string };

export type TapOptions = {
  readonly who: string;
  readonly port: number;
  /** Sockets of a relay that lives; whichever is not in it carries nothing any more. */
  readonly living: Set<WebSocket>;
  readonly isFrozen: () => boolean;
  readonly onStep: (step: Step) => void;
  /** A question that never leaves. */
  readonly holds: (step: Step) => boolean;
};

const parse = (text: Uint8Array): Record<string, unknown> => JSON.parse(new TextDecoder().decode(text)) as Record<string, unknown>;

export const tappedSocket = ({ who, port, living, isFrozen, onStep, holds }: TapOptions): SocketLike => {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/`);
  const questions = new Map<number, Op>();
  socket.on('error', () => undefined);
  socket.on('close', () => living.delete(socket));
  living.add(socket);
  const isDead = (): boolean => isFrozen() || !living.has(socket);
  const readAsk = (frame: Uint8Array): Step | null => {
    const ask = parseRelayFrame(frame);
    if (ask?.kind !== 'ask') return null;
    const { op } = parse(ask.text);
    if (op !== 'take' && op !== 'open' && op !== 'token') return null;
    questions.set(ask.number, op);
    return { at: 'asks', who, op };
  };
  return {
    get binaryType() {
      return socket.binaryType;
    },
    set binaryType(type) {
      socket.binaryType = type as 'arraybuffer';
    },
    get readyState() {
      return socket.readyState;
    },
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    addEventListener: (type, listener) => {
      if (type !== 'message') return socket.addEventListener(type, () => listener({}));
      socket.addEventListener('message', ({ data }) => {
        if (isDead()) return;
        listener({ data });
        const frame = data instanceof ArrayBuffer ? parseRelayFrame(new Uint8Array(data)) : null;
        if (frame?.kind !== 'say' || frame.number === 0) return;
        const op = questions.get(frame.number);
        if (op !== undefined && parse(frame.text)['ok'] === true) onStep({ at: 'is answered', who, op });
      });
    },
    send: (data) => {
      const step = data instanceof Uint8Array ? readAsk(data) : null;
      if (step !== null && holds(step)) return;
      if (step !== null) onStep(step);
      if (!isDead()) socket.send(data);
    },
    close: () => socket.close(),
  };
};
