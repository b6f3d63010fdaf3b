/**
 * As much of a TURN client (RFC 8656 over UDP) as it takes to ask for an allocation, and to give it back: the server's own
 * verdict on a credential.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';

const MAGIC = 0x2112a442;
const HEADER_BYTES = 20;
const Method = { Refresh: 0x0004, Allocate: 0x0003 } as const;
const Attribute = {
  Username: 0x0006,
  Integrity: 0x0008,
  Error: 0x0009,
  Lifetime: 0x000d,
  Realm: 0x0014,
  Nonce: 0x0015,
  Transport: 0x0019,
} as const;
const UDP = Buffer.from([17, 0, 0, 0]);
const RESEND_MS = 200;
const PATIENCE_MS = 15_000;

export type TurnVerdict = 'allocated' | { readonly refused: number };
type Server = { readonly ip: string; readonly port: number };
type Credential = { readonly username: string; readonly credential: string };
type Attributes = ReadonlyMap<number, Buffer>;

const attribute = (type: number, value: Buffer): Buffer => {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
};

/** @param key signs the message, if there is one yet */
const message = (method: number, attributes: readonly Buffer[], key: Buffer | null): Buffer => {
  const body = Buffer.concat(attributes);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(method, 0);
  header.writeUInt16BE(body.length + (key === null ? 0 : 24), 2);
  header.writeUInt32BE(MAGIC, 4);
  randomBytes(12).copy(header, 8);
  const unsigned = Buffer.concat([header, body]);
  if (key === null) return unsigned;
  return Buffer.concat([unsigned, attribute(Attribute.Integrity, createHmac('sha1', key).update(unsigned).digest())]);
};

const attributesOf = (bytes: Buffer): Attributes => {
  const found = new Map<number, Buffer>();
  for (let at = HEADER_BYTES; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 2);
    found.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return found;
};

const exchange = (socket: Socket, { ip, port }: Server, request: Buffer): Promise<{ ok: boolean; attributes: Attributes }> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearInterval(resend);
      clearTimeout(limit);
      socket.off('message', receive);
    };
    const receive = (bytes: Buffer): void => {
      if (bytes.length < HEADER_BYTES || !bytes.subarray(8, HEADER_BYTES).equals(request.subarray(8, HEADER_BYTES))) return;
      stop();
      resolve({ ok: (bytes.readUInt16BE(0) & 0x0110) === 0x0100, attributes: attributesOf(bytes) });
    };
    const send = (): void => socket.send(request, port, ip);
    const resend = setInterval(send, RESEND_MS);
    const limit = setTimeout(() => {
      stop();
      reject(new Error('the TURN server does not answer'));
    }, PATIENCE_MS);
    socket.on('message', receive);
    send();
  });

const errorOf = (attributes: Attributes): number => {
  const value = attributes.get(Attribute.Error);
  return value === undefined ? 0 : (value[2] ?? 0) * 100 + (value[3] ?? 0);
};

export const allocate = async (server: Server, { username, credential }: Credential): Promise<TurnVerdict> => {
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  const transport = attribute(Attribute.Transport, UDP);
  try {
    // without a credential first, as the protocol wants it: the refusal names realm and nonce
    const challenge = await exchange(socket, server, message(Method.Allocate, [transport], null));
    const [realm, nonce] = [challenge.attributes.get(Attribute.Realm), challenge.attributes.get(Attribute.Nonce)];
    if (realm === undefined || nonce === undefined) throw new Error(`no challenge, but ${errorOf(challenge.attributes)}`);
    const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest();
    const who = [
      attribute(Attribute.Username, Buffer.from(username)),
      attribute(Attribute.Realm, realm),
      attribute(Attribute.Nonce, nonce),
    ];
    const answer = await exchange(socket, server, message(Method.Allocate, [transport, ...who], key));
    if (!answer.ok) return { refused: errorOf(answer.attributes) };
    await exchange(socket, server, message(Method.Refresh, [attribute(Attribute.Lifetime, Buffer.alloc(4)), ...who], key));
    return 'allocated';
  } finally {
    socket.close();
  }
};
