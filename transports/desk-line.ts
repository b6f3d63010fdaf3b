/**
 * One relay's desk, over the socket that `relay-net.ts` keeps: asks to be admitted, asks again while it is not, and
 * matches answers to questions. Knows no room and keeps no lease: `relay-desk.ts` does.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import * as v from 'valibot';
import {
  AdmittedSchema,
  admissionText,
  ChallengeSchema,
  type DeskQuestion,
  type DeskTell,
  DeskTellSchema,
  RefusedSchema,
} from '../domain/wire/relay-desk.ts';
import { encodeAsk } from '../domain/wire/relay.ts';
import type { Clock, Stop } from './clock.ts';
import type { DeskKeys } from './desk-keys.ts';

export const ANSWER_TIMEOUT_MS = 4_000;
const MIN_RETRY_MS = 1_000;
/** Also the pace at which a relay without a desk is asked. */
const MAX_RETRY_MS = 30_000;
const MAX_WAITING = 64;

export type DeskStatus = 'waiting' | 'refused' | 'ready';
export type DeskLineState = { readonly status: DeskStatus; readonly turn: boolean; readonly sfu: boolean };

/** What the relay's socket offers. */
export type DeskPort = {
  /** Host name of the relay, as it was called. */
  readonly host: string;
  readonly send: (frame: Uint8Array<ArrayBuffer>) => boolean;
  /** This line may be dead: look at once. */
  readonly doubt: () => void;
};
/** What the relay's socket reports. */
export type DeskEnd = {
  readonly opened: () => void;
  readonly closed: () => void;
  readonly receive: (number: number, text: Uint8Array) => void;
  readonly close: () => void;
};

export type DeskLine = DeskEnd & {
  readonly state: ReadonlySignal<DeskLineState>;
  /** @returns the answer if it is of that shape; null if it is a refusal, late, or never comes */
  readonly ask: <T>(question: DeskQuestion, shape: v.GenericSchema<unknown, T>) => Promise<T | null>;
  /** Sends and expects nothing. */
  readonly tell: (question: DeskQuestion) => void;
  /** An answer stayed away: admitted only once it is proved again. */
  readonly doubt: () => void;
};

export type DeskLineOptions = {
  readonly port: DeskPort;
  readonly keys: Promise<DeskKeys>;
  readonly peer: string;
  /** 16 random bytes of this tab, base64url. */
  readonly resume: string;
  readonly clock: Clock;
  readonly onTell: (tell: DeskTell) => void;
};

const WAITING: DeskLineState = { status: 'waiting', turn: false, sfu: false };
const REFUSED: DeskLineState = { status: 'refused', turn: false, sfu: false };

const parseJson = (text: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
};

export const createDeskLine = ({ port, keys, peer, resume, clock, onTell }: DeskLineOptions): DeskLine => {
  const state = signal<DeskLineState>(WAITING);
  const waiting = new Map<number, (answer: unknown) => void>();
  let isOpen = false;
  let lastNumber = 0;
  /** Late results of an earlier attempt are nobody's. */
  let attempt = 0;
  let retryMs = MIN_RETRY_MS;
  let stopRetry: Stop = () => {};

  const frame = (number: number, question: DeskQuestion): Uint8Array<ArrayBuffer> =>
    encodeAsk(number, new TextEncoder().encode(JSON.stringify(question)));

  const askRaw = (question: DeskQuestion): Promise<unknown> =>
    new Promise((resolve) => {
      lastNumber += 1;
      const number = lastNumber;
      if (!isOpen || waiting.size >= MAX_WAITING || !port.send(frame(number, question))) return resolve(null);
      const stop = clock.after(ANSWER_TIMEOUT_MS, () => settle(null));
      const settle = (answer: unknown): void => {
        stop();
        waiting.delete(number);
        resolve(answer);
      };
      waiting.set(number, settle);
    });

  const ask: DeskLine['ask'] = async (question, shape) => {
    const result = v.safeParse(shape, await askRaw(question));
    return result.success ? result.output : null;
  };

  const again = (): void => {
    stopRetry();
    stopRetry = clock.after(retryMs, () => void introduce());
    retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
  };

  /** @returns what came of it; `null` if the line ended meanwhile or nobody answered */
  const proveOnce = async (): Promise<DeskLineState | null> => {
    const challenge = await ask({ op: 'hello' }, ChallengeSchema);
    if (challenge === null) return null;
    const { publicKey, sign } = await keys;
    const signature = await sign(admissionText(challenge.nonce, port.host, peer));
    const answer = await askRaw({ op: 'prove', key: publicKey, peer, resume, host: port.host, signature });
    const admitted = v.safeParse(AdmittedSchema, answer);
    if (admitted.success) return { status: 'ready', turn: admitted.output.turn, sfu: admitted.output.sfu };
    const refused = v.safeParse(RefusedSchema, answer);
    return refused.success && (refused.output.why === 'not-served' || refused.output.why === 'host') ? REFUSED : null;
  };

  const introduce = async (): Promise<void> => {
    attempt += 1;
    const mine = attempt;
    const result = await proveOnce().catch(() => null);
    if (mine !== attempt || !isOpen) return;
    state.value = result ?? WAITING;
    if (result?.status === 'ready') retryMs = MIN_RETRY_MS;
    else again();
  };

  const heardUnasked = (tell: DeskTell): void => {
    if (tell.t === 'config') {
      const { turn, sfu } = tell;
      if (tell.served) state.value = { status: 'ready', turn, sfu };
      else state.value = REFUSED;
    }
    // our own newer line to the same relay has taken over; no quarrel
    if (tell.t === 'replaced') state.value = WAITING;
    onTell(tell);
  };

  const closed = (): void => {
    isOpen = false;
    attempt += 1;
    stopRetry();
    for (const settle of waiting.values()) settle(null);
    state.value = WAITING;
  };

  return {
    state,
    ask,
    tell: (question) => void (isOpen && port.send(frame(0, question))),
    doubt: () => {
      if (!isOpen || state.value.status !== 'ready') return;
      state.value = WAITING;
      port.doubt();
      void introduce();
    },
    opened: () => {
      isOpen = true;
      retryMs = MIN_RETRY_MS;
      void introduce();
    },
    closed,
    close: closed,
    receive: (number, text) => {
      const said = parseJson(text);
      if (number !== 0) return waiting.get(number)?.(said);
      const tell = v.safeParse(DeskTellSchema, said);
      if (tell.success) heardUnasked(tell.output);
    },
  };
};
