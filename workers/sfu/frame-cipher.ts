/**
 * Seals encoded frames so that an SFU can forward but not read them, and opens them again. Pure but for WebCrypto; knows
 * no transforms and no messages. Called by `sfu-worker.ts`.
 *
 * A sealed frame:
 *   clear header (authenticated) · AES-256-GCM ciphertext and 16-byte tag · session (8) · counter (4, big-endian) · version (1)
 * The nonce is session and counter: the session is drawn at random for each sender line, the counter never repeats in it.
 * The key is HKDF-SHA-256 of the media key, bound to the sender and the kind. There is no way to pass a frame in the
 * clear: not by a flag of the server, not by a trailer that it names (LiveKit's own worker knows both).
 */
import type { FrameSource } from './protocol.ts';

const VERSION = 1;
const SESSION_BYTES = 8;
const NONCE_BYTES = SESSION_BYTES + 4;
const TAG_BYTES = 16;
export const OVERHEAD_BYTES = TAG_BYTES + NONCE_BYTES + 1;
const MAX_COUNTER = 2 ** 32 - 1;
const MIN_KEY_BYTES = 16;
const REPLAY_WINDOW = 1024;
const MAX_OLD_SESSIONS = 64;
const SALT = new TextEncoder().encode('patio sfu frames v1');

export type FrameType = 'audio' | 'key' | 'delta';
type Bytes = Uint8Array<ArrayBuffer>;

/** What an SFU must see of VP8 to find a picture that stands alone: RFC 7741 §4.3. Of sound it must see nothing. */
export const clearBytes = (type: FrameType): number => ({ audio: 0, key: 10, delta: 3 })[type];

/** @throws RangeError for a key that is too short to be one. */
export const importMediaKey = async (mediaKey: Bytes): Promise<CryptoKey> => {
  if (mediaKey.length < MIN_KEY_BYTES) throw new RangeError(`A media key has at least ${String(MIN_KEY_BYTES)} bytes`);
  return await crypto.subtle.importKey('raw', mediaKey, 'HKDF', false, ['deriveKey']);
};

export const frameKey = async (mediaKey: CryptoKey, { peer, kind }: FrameSource): Promise<CryptoKey> =>
  await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: SALT, info: new TextEncoder().encode(`${kind} ${peer}`) },
    mediaKey,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );

export type Seal = (frame: Bytes, type: FrameType) => Promise<Bytes>;

/** One per outgoing line. @param drawSession a fresh random session; for tests. */
export const createSeal = (key: CryptoKey, drawSession = () => crypto.getRandomValues(new Uint8Array(SESSION_BYTES))): Seal => {
  let session = drawSession();
  let counter = 0;
  return async (frame, type) => {
    if (counter > MAX_COUNTER) {
      session = drawSession();
      counter = 0;
    }
    const nonce = new Uint8Array(NONCE_BYTES);
    nonce.set(session);
    new DataView(nonce.buffer).setUint32(SESSION_BYTES, counter);
    counter += 1;
    const header = frame.subarray(0, Math.min(clearBytes(type), frame.length));
    const ciphertext = new Uint8Array(
      await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: header }, key, frame.subarray(header.length)),
    );
    const sealed = new Uint8Array(frame.length + OVERHEAD_BYTES);
    sealed.set(header);
    sealed.set(ciphertext, header.length);
    sealed.set(nonce, header.length + ciphertext.length);
    sealed[sealed.length - 1] = VERSION;
    return sealed;
  };
};

/** Has this frame been let through before, or is it too old to know? Asked only about frames that are authentic. */
const createReplayGuard = (): ((session: string, counter: number) => boolean) => {
  const oldSessions = new Set<string>();
  let current = '';
  let highest = -1;
  let seen = new Set<number>();
  return (session, counter) => {
    if (session !== current) {
      if (oldSessions.has(session)) return false;
      oldSessions.add(current);
      if (oldSessions.size > MAX_OLD_SESSIONS) for (const oldest of oldSessions) if (oldSessions.delete(oldest)) break;
      current = session;
      highest = -1;
      seen = new Set();
    }
    if (counter <= highest - REPLAY_WINDOW || seen.has(counter)) return false;
    highest = Math.max(highest, counter);
    seen.add(counter);
    if (seen.size > 2 * REPLAY_WINDOW) seen = new Set([...seen].filter((one) => one > highest - REPLAY_WINDOW));
    return true;
  };
};

/** null for whatever is not, in full, a fresh frame of that sender and kind. */
export type Open = (frame: Bytes, type: FrameType) => Promise<Bytes | null>;

/** One per sender and kind, for as long as the connection lasts: it remembers what it has let through. */
export const createOpen = (key: CryptoKey): Open => {
  const isFresh = createReplayGuard();
  return async (frame, type) => {
    const headerBytes = clearBytes(type);
    if (frame.length < headerBytes + OVERHEAD_BYTES || frame[frame.length - 1] !== VERSION) return null;
    const header = frame.subarray(0, headerBytes);
    const nonceAt = frame.length - 1 - NONCE_BYTES;
    const nonce = frame.slice(nonceAt, nonceAt + NONCE_BYTES);
    let clear: ArrayBuffer;
    try {
      clear = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: nonce, additionalData: header },
        key,
        frame.subarray(headerBytes, nonceAt),
      );
    } catch {
      return null;
    }
    const session = nonce.subarray(0, SESSION_BYTES).join();
    if (!isFresh(session, new DataView(nonce.buffer).getUint32(SESSION_BYTES))) return null;
    const opened = new Uint8Array(headerBytes + clear.byteLength);
    opened.set(header);
    opened.set(new Uint8Array(clear), headerBytes);
    return opened;
  };
};
