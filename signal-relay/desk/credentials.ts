/**
 * What the desk hands out: credentials that coturn understands (draft-uberti-behave-turn-rest-00) and tokens that LiveKit
 * understands (JWT, HS256). Pure; asks neither server. Nothing here is ever logged.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Source } from '../../domain/config/hosting.ts';

export type TurnService = { readonly urls: readonly string[]; readonly secret: string; readonly credentialSeconds: number };
export type SfuService = {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly tokenSeconds: number;
  /** What anybody may publish there: every member of a place has the same rights until places have roles. */
  readonly sources: readonly Source[];
};

/** LiveKit's clock may be behind ours by so much. */
const CLOCK_SLACK_SECONDS = 10;
/** As LiveKit calls them. */
const NAMES: Readonly<Record<Source, string>> = { microphone: 'microphone', camera: 'camera', screen: 'screen_share' };

/** @param peer ends up in the TURN server's log: it is the tab's random id, and no name */
export const mintTurn = (service: TurnService, peer: string, unixMs: number): { username: string; credential: string } => {
  const username = `${Math.floor(unixMs / 1000) + service.credentialSeconds}:${peer}`;
  return { username, credential: createHmac('sha1', service.secret).update(username).digest('base64') };
};

/** The name of an SFU room. The place's id goes in, so that nobody gets a token for a room of another place. */
export const sfuRoomName = (deskId: string, room: string, epoch: number): string =>
  `${createHash('sha256').update(`${deskId}/${room}`).digest('base64url').slice(0, 22)}.${epoch}`;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export type TokenClaims = { readonly room: string; readonly peer: string };

export const mintToken = (service: SfuService, { room, peer }: TokenClaims, unixMs: number): string => {
  const now = Math.floor(unixMs / 1000);
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({
    iss: service.apiKey,
    sub: peer,
    nbf: now - CLOCK_SLACK_SECONDS,
    exp: now + service.tokenSeconds,
    video: {
      room,
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishSources: service.sources.map((source) => NAMES[source]),
      // words between people go by the links, never through the SFU
      canPublishData: false,
      canUpdateOwnMetadata: false,
    },
  })}`;
  return `${body}.${createHmac('sha256', service.apiSecret).update(body).digest('base64url')}`;
};
