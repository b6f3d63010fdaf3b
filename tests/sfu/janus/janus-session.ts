/**
 * One WebSocket to Janus, and one session on it: requests with their answers, handles with their events. Knows no rooms and no
 * media. Whatever ends it ends all of it, once: there is no resuming.
 */
import { parseMessage, type JanusMessage, type Jsep } from './janus-messages.ts';

const PLUGIN = 'janus.plugin.videoroom';
/** Janus ends a session after a minute without a word. */
const KEEP_ALIVE_MS = 20_000;
const ANSWER_MS = 5_000;

export type JanusHandle = {
  /** @returns the plugin's event or answer. @throws Error where Janus refuses, or says nothing */
  readonly ask: (body: object, jsep?: Jsep) => Promise<JanusMessage>;
  readonly trickle: (candidate: RTCIceCandidate | null) => void;
};

export type JanusSession = {
  /** @param onEvent whatever the plugin says on this handle, answers included, in the order in which it came */
  readonly attach: (onEvent: (event: JanusMessage) => void) => Promise<JanusHandle>;
  /** Janus forgets a session whose socket is gone; who leaves of their own will says so. */
  readonly close: (isPolite: boolean) => Promise<void>;
};

export type JanusSessionOptions = {
  readonly url: string;
  /** Asked for with each request: Janus checks it each time. */
  readonly token: () => string;
  readonly onLost: () => void;
  readonly openSocket: (url: string) => WebSocket;
};

const UNAUTHORIZED = 403;
/** Of the core's own words, those after which nothing will come. */
const ENDS = new Set(['timeout', 'hangup', 'detached']);

const refusal = ({ janus, plugindata }: JanusMessage): string | null =>
  janus === 'error' ? 'Janus refused' : plugindata?.data.error_code === undefined ? null : 'The room refused';

export const openJanusSession = async ({ url, token, onLost, openSocket }: JanusSessionOptions): Promise<JanusSession> => {
  const socket = openSocket(url);
  const waiting = new Map<string, PromiseWithResolvers<JanusMessage>>();
  const handles = new Map<number, (event: JanusMessage) => void>();
  let sessionId: number | null = null;
  let asked = 0;
  let isOver = false;
  let keepAlive: ReturnType<typeof setInterval> | undefined;

  const end = (): void => {
    if (isOver) return;
    isOver = true;
    clearInterval(keepAlive);
    for (const { reject } of waiting.values()) reject(new Error('The session is over'));
    waiting.clear();
    socket.close();
    onLost();
  };

  const tell = (request: object): string => {
    const transaction = String((asked += 1));
    const session = sessionId === null ? {} : { session_id: sessionId };
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ ...request, ...session, transaction, token: token() }));
    return transaction;
  };

  const ask = async (request: object): Promise<JanusMessage> => {
    const answer = Promise.withResolvers<JanusMessage>();
    const transaction = tell(request);
    waiting.set(transaction, answer);
    const timer = setTimeout(() => answer.reject(new Error('Janus says nothing')), ANSWER_MS);
    try {
      const answered = await answer.promise;
      const why = refusal(answered);
      if (why !== null) throw new Error(why);
      return answered;
    } finally {
      clearTimeout(timer);
      waiting.delete(transaction);
    }
  };

  socket.addEventListener('message', ({ data }) => {
    const message = parseMessage(data);
    if (message === null || ENDS.has(message.janus) || message.error?.code === UNAUTHORIZED) return end();
    // "I have heard you": the answer is still to come
    if (message.janus === 'ack') return;
    if (message.sender !== undefined && message.plugindata !== undefined) handles.get(message.sender)?.(message);
    if (message.transaction !== undefined) waiting.get(message.transaction)?.resolve(message);
  });
  socket.addEventListener('close', end);
  const opened = Promise.withResolvers<void>();
  const fail = (): void => opened.reject(new Error('No connection to Janus'));
  const lateTimer = setTimeout(fail, ANSWER_MS);
  socket.addEventListener('open', () => opened.resolve());
  socket.addEventListener('close', fail);

  try {
    await opened.promise;
    clearTimeout(lateTimer);
    sessionId = (await ask({ janus: 'create' })).data?.id ?? null;
    if (sessionId === null) throw new Error('No session');
  } catch (error) {
    clearTimeout(lateTimer);
    end();
    throw error;
  }
  keepAlive = setInterval(() => tell({ janus: 'keepalive' }), KEEP_ALIVE_MS);

  return {
    attach: async (onEvent) => {
      const id = (await ask({ janus: 'attach', plugin: PLUGIN })).data?.id;
      if (id === undefined) throw new Error('No handle');
      handles.set(id, onEvent);
      return {
        ask: (body, jsep) => ask({ janus: 'message', handle_id: id, body, ...(jsep === undefined ? {} : { jsep }) }),
        trickle: (candidate) => {
          tell({ janus: 'trickle', handle_id: id, candidate: candidate === null ? { completed: true } : candidate.toJSON() });
        },
      };
    },
    close: async (isPolite) => {
      if (isPolite && !isOver) await ask({ janus: 'destroy' }).catch(() => undefined);
      end();
    },
  };
};
