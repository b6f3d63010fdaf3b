/** WebSocket framing of what the relay sends (RFC 6455 §5.2: unmasked, unfragmented): built once, written to many. */
const TEXT = 0x81;
const BINARY = 0x82;

/** @param payload bytes for a binary message, a string for a text message */
export const frameOf = (payload: Uint8Array | string): Buffer => {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const size = bytes.length;
  const headerSize = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerSize + size);
  frame[0] = typeof payload === 'string' ? TEXT : BINARY;
  if (headerSize === 2) frame[1] = size;
  else if (headerSize === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(size, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(size), 2);
  }
  frame.set(bytes, headerSize);
  return frame;
};
