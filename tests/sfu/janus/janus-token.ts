/**
 * What the contract calls a token, for Janus: two of its signed tokens with a space between them, because the core asks for one
 * of its own realm and the room for one of the plugin's. Each is `expiry,realm,descriptors…:signature`. The room is read
 * from the second; unlike LiveKit's, neither says who its bearer is.
 */
export type JanusToken = { readonly core: string; readonly room: string; readonly roomName: string; readonly expiresAtMs: number };

/** @returns null for what is no such pair; whether it is valid is for Janus to say */
export const readToken = (token: string): JanusToken | null => {
  const [core = '', room = ''] = token.split(' ');
  const [expiry = '', , ...descriptors] = room.split(':')[0]?.split(',') ?? [];
  const roomName = descriptors.find((one) => one.startsWith('room='))?.slice('room='.length) ?? '';
  return core === '' || roomName === '' ? null : { core, room, roomName, expiresAtMs: Number(expiry) * 1000 };
};
