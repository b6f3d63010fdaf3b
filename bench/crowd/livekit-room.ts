/** What LiveKit itself says about its rooms, over its HTTP API, with a token of the server's key. */
import { signToken } from '../../tests/support/livekit.ts';
import type { RunningLivekit } from '../../tests/support/livekit-server.ts';

type Participant = { readonly identity: string; readonly tracks?: readonly { readonly type?: string; readonly muted?: boolean }[] };
export type RoomCount = { readonly people: number; readonly tracks: number };

const ask = async <T>(server: RunningLivekit, method: string, grant: object, question: object): Promise<T> => {
  const response = await fetch(`${server.httpUrl}/twirp/livekit.RoomService/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${signToken(server.apiKey, server.apiSecret, grant)}`,
    },
    body: JSON.stringify(question),
  });
  if (!response.ok) throw new Error(`LiveKit refuses ${method}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

const peopleIn = async (server: RunningLivekit, room: string): Promise<readonly Participant[]> =>
  (await ask<{ participants?: readonly Participant[] }>(server, 'ListParticipants', { roomAdmin: true, room }, { room })).participants ??
  [];

const roomNames = async (server: RunningLivekit): Promise<readonly string[]> =>
  ((await ask<{ rooms?: readonly { name: string }[] }>(server, 'ListRooms', { roomList: true }, {})).rooms ?? []).map(({ name }) => name);

/** Who is in which room, for whoever looks for the missing. */
export const everybody = async (server: RunningLivekit): Promise<readonly string[]> =>
  Promise.all(
    (await roomNames(server)).map(
      async (name) =>
        `${name}: ${(await peopleIn(server, name))
          .map(({ identity }) => identity)
          .toSorted()
          .join(' ')}`,
    ),
  );

/** @returns the name of the room in which exactly so many people are, or null */
export const roomOf = async (server: RunningLivekit, people: number): Promise<string | null> => {
  for (const name of await roomNames(server)) if ((await peopleIn(server, name)).length === people) return name;
  return null;
};

export const countIn = async (server: RunningLivekit, room: string): Promise<RoomCount> => {
  const people = await peopleIn(server, room);
  return { people: people.length, tracks: people.reduce((sum, { tracks = [] }) => sum + tracks.length, 0) };
};

export const tokenFor = (server: RunningLivekit, room: string, identity: string, canSubscribe: boolean): string =>
  signToken(server.apiKey, server.apiSecret, { room, roomJoin: true, canPublish: true, canSubscribe }, identity);
