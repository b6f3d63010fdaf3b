/** A real LiveKit for tests that speak to it without our relay: the server of `livekit-server.ts`, and tokens for it. */
import { createHmac } from 'node:crypto';
import { findLivekit, startLivekit } from './livekit-server.ts';

export type LiveKitGrant = {
  readonly room: string;
  readonly identity: string;
  /** Which sources may be published; nothing said: all of them. */
  readonly sources?: readonly string[];
  readonly seconds?: number;
};

export type LiveKitServer = {
  readonly url: string;
  readonly token: (grant: LiveKitGrant) => string;
  /** SIGSTOP is a black hole: everything still arrives, nothing answers. */
  readonly signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void;
  readonly close: () => Promise<void>;
};

/** null where there is none; the caller says so aloud. */
export const liveKitPath = findLivekit;

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Any token of a server's key. @param video LiveKit's grants */
export const signToken = (key: string, secret: string, video: object, identity = 'test', seconds = 600): string => {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: key, sub: identity, nbf: now - 5, exp: now + seconds, video };
  const body = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
};

/** A token as Patio's relay mints it: one room, one identity, no data. */
const mint = (key: string, secret: string, { room, identity, sources, seconds = 600 }: LiveKitGrant): string =>
  signToken(
    key,
    secret,
    {
      room,
      roomJoin: true,
      canPublish: true,
      canSubscribe: true,
      canPublishData: false,
      ...(sources === undefined ? {} : { canPublishSources: sources }),
    },
    identity,
    seconds,
  );

/** @throws Error when there is no server, or it does not come up. */
export const startLiveKit = async (): Promise<LiveKitServer> => {
  const server = await startLivekit();
  return {
    url: server.url,
    token: (grant) => mint(server.apiKey, server.apiSecret, grant),
    signal: (signal) => {
      try {
        process.kill(server.pid, signal);
      } catch {
        // it has ended already
      }
    },
    close: server.kill,
  };
};
