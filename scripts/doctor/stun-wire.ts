/** STUN and TURN messages as far as a doctor needs them (RFC 8489, RFC 8656). Pure: bytes in, values out. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

export const Method = { Binding: 0x0001, Allocate: 0x0003, Refresh: 0x0004, CreatePermission: 0x0008, Data: 0x0007 } as const;
export const Attribute = {
  Username: 0x0006,
  MessageIntegrity: 0x0008,
  ErrorCode: 0x0009,
  Lifetime: 0x000d,
  PeerAddress: 0x0012,
  Data: 0x0013,
  Realm: 0x0014,
  Nonce: 0x0015,
  RelayedAddress: 0x0016,
  RequestedTransport: 0x0019,
  MappedAddress: 0x0020,
  Priority: 0x0024,
  Controlling: 0x802a,
} as const;
const COOKIE = 0x2112a442;
const HEADER = 20;
const INTEGRITY_BYTES = 24;

export type Message = {
  /** Without its class. */
  readonly method: number;
  readonly kind: 'request' | 'indication' | 'success' | 'error';
  readonly id: string;
  readonly attributes: ReadonlyMap<number, Buffer>;
};
const KINDS = ['request', 'indication', 'success', 'error'] as const;

const attribute = (type: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
};

export const text = (value: string): Buffer => Buffer.from(value, 'utf8');
export const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** The key of long-term credentials. */
export const longTermKey = (username: string, realm: string, password: string): Buffer =>
  createHash('md5').update(`${username}:${realm}:${password}`).digest();

/** @param key signs the message when given */
export const encodeRequest = (
  method: number,
  attributes: readonly (readonly [type: number, value: Buffer])[],
  key?: Buffer,
): { readonly bytes: Buffer; readonly id: string } => {
  const body = Buffer.concat(attributes.map(([type, value]) => attribute(type, value)));
  const id = randomBytes(12);
  const head = Buffer.alloc(8);
  head.writeUInt16BE(method);
  head.writeUInt16BE(body.length + (key === undefined ? 0 : INTEGRITY_BYTES), 2);
  head.writeUInt32BE(COOKIE, 4);
  const unsigned = Buffer.concat([head, id, body]);
  const bytes =
    key === undefined
      ? unsigned
      : Buffer.concat([unsigned, attribute(Attribute.MessageIntegrity, createHmac('sha1', key).update(unsigned).digest())]);
  return { bytes, id: id.toString('hex') };
};

/** @returns null for anything else than one whole STUN message */
export const parseMessage = (bytes: Buffer): Message | null => {
  if (bytes.length < HEADER || (bytes[0] ?? 0xff) > 0x3f || bytes.readUInt32BE(4) !== COOKIE) return null;
  const length = bytes.readUInt16BE(2);
  if (bytes.length < HEADER + length) return null;
  const type = bytes.readUInt16BE(0);
  const attributes = new Map<number, Buffer>();
  for (let at = HEADER; at + 4 <= HEADER + length;) {
    const size = bytes.readUInt16BE(at + 2);
    if (at + 4 + size > HEADER + length) return null;
    if (!attributes.has(bytes.readUInt16BE(at))) attributes.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + size));
    at += 4 + Math.ceil(size / 4) * 4;
  }
  const kind = KINDS[((type & 0x0100) >> 7) | ((type & 0x0010) >> 4)] ?? 'request';
  return { method: type & 0xfeef, kind, id: bytes.subarray(8, HEADER).toString('hex'), attributes };
};

/** How many bytes the message at the start of a TCP stream has, or null while that is not known. */
export const messageLength = (stream: Buffer): number | null => (stream.length < HEADER ? null : HEADER + stream.readUInt16BE(2));

export type Address = { readonly ip: string; readonly port: number };

const xored = (value: Buffer, id: string): Buffer => {
  const key = Buffer.concat([uint32(COOKIE), Buffer.from(id, 'hex')]);
  return Buffer.from(value.map((byte, i) => byte ^ (key[i] ?? 0)));
};

/** @param value of a XOR-…-ADDRESS attribute */
export const readAddress = (value: Buffer | undefined, id: string): Address | null => {
  if (value === undefined || value.length < 8) return null;
  const port = value.readUInt16BE(2) ^ (COOKIE >>> 16);
  const bytes = xored(value.subarray(4), id);
  if (bytes.length === 4) return { ip: [...bytes].join('.'), port };
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16));
  return { ip: groups.join(':'), port };
};

/** IPv4 only: what a peer is called in a permission. The key of IPv4 is the cookie alone, whatever the message's id. */
export const peerAddress = ({ ip, port }: Address): Buffer => {
  const head = Buffer.from([0, 1, 0, 0]);
  head.writeUInt16BE(port ^ (COOKIE >>> 16), 2);
  return Buffer.concat([head, xored(Buffer.from(ip.split('.').map(Number)), '')]);
};

export const errorCode = ({ attributes }: Message): number => {
  const value = attributes.get(Attribute.ErrorCode);
  return value === undefined || value.length < 4 ? 0 : ((value[2] ?? 0) & 7) * 100 + (value[3] ?? 0);
};
