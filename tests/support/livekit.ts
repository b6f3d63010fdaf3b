/** A real LiveKit for tests that speak to it without our relay: the server of `livekit-server.ts`, and tokens for it. */
import { createHmac } from 'node:crypto';
import { findLivekit, startLivekit } from './livekit-server.ts';
import type { SfuGrant, SfuServer } from './sfu-commands.ts';

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
const mint = (key: string, secret: string, { room, identity, sources, seconds = 600 }: SfuGrant): string =>
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
export const startLiveKit = async (): Promise<SfuServer<string>> => {
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
    log: server.log,
    close: server.kill,
  };
};
