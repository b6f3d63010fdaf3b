/**
 * STUN as far as a binding request goes (RFC 5389 §6, §7, §15): tells whoever asks from which address they were seen.
 * Pure. Only well-formed requests are answered, and nothing that asks for more than this server knows.
 */
import { isIPv4, isIPv6 } from 'node:net';

const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const MAGIC_COOKIE = 0x2112a442;
const XOR_MAPPED_ADDRESS = 0x0020;
const HEADER_BYTES = 20;
/** A binding request has no reason to be longer. */
const MAX_REQUEST_BYTES = 548;
/** Attributes below this must be understood by whoever answers; those of a binding to a server are all above. */
const FIRST_OPTIONAL_ATTRIBUTE = 0x8000;

/** @returns the transaction id (12 bytes, a view), or null for anything that is not a plain, well-formed binding request */
export const parseBindingRequest = (bytes: Uint8Array): Uint8Array | null => {
  if (bytes.length < HEADER_BYTES || bytes.length > MAX_REQUEST_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint16(0) !== BINDING_REQUEST || view.getUint32(4) !== MAGIC_COOKIE) return null;
  if (view.getUint16(2) !== bytes.length - HEADER_BYTES || bytes.length % 4 !== 0) return null;
  for (let at = HEADER_BYTES; at < bytes.length;) {
    if (view.getUint16(at) < FIRST_OPTIONAL_ATTRIBUTE) return null;
    at += 4 + Math.ceil(view.getUint16(at + 2) / 4) * 4;
    if (at > bytes.length) return null;
  }
  return bytes.subarray(8, HEADER_BYTES);
};

/** @returns 4 or 16 bytes, or null for no IP address. An IPv4 address inside IPv6 is IPv4. */
export const addressBytes = (address: string): Uint8Array | null => {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return Uint8Array.from(plain.split('.'), Number);
  if (!isIPv6(plain)) return null;
  // the URL parser writes every IPv6 address in one way, also with dots at its end
  const canonical = new URL(`http://[${plain}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return Uint8Array.from(groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]));
};

/** @returns the answer, or null if `address` is no IP address */
export const bindingResponse = (transactionId: Uint8Array, address: string, port: number): Uint8Array | null => {
  const plain = addressBytes(address);
  if (plain === null) return null;
  const bytes = new Uint8Array(HEADER_BYTES + 8 + plain.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, BINDING_SUCCESS);
  view.setUint16(2, bytes.length - HEADER_BYTES);
  view.setUint32(4, MAGIC_COOKIE);
  bytes.set(transactionId, 8);
  view.setUint16(20, XOR_MAPPED_ADDRESS);
  view.setUint16(22, 4 + plain.length);
  view.setUint8(25, plain.length === 4 ? 1 : 2);
  view.setUint16(26, port ^ (MAGIC_COOKIE >>> 16));
  // the key is cookie and transaction id in a row, as they stand in the header
  for (const [i, byte] of plain.entries()) bytes[28 + i] = byte ^ bytes[4 + i]!;
  return bytes;
};
