/**
 * Sealed notes between two peers that know each other's pair key, for negotiations that must go through a network
 * because their link is interrupted. AES-256-GCM; the sender's id is bound in, so a note cannot be sent back.
 */
const IV_BYTES = 12;

export type Sealer = {
  readonly seal: (text: string) => Promise<string>;
  /** @returns null for anything that the other side did not seal. */
  readonly open: (sealed: string) => Promise<string | null>;
};

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** @param pairKey 32 bytes */
export const createSealer = (pairKey: Uint8Array, selfId: string, peerId: string): Sealer => {
  const key = crypto.subtle.importKey('raw', new Uint8Array(pairKey), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const bound = (sender: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(sender);
  return {
    seal: async (text) => {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const parameters = { name: 'AES-GCM', iv, additionalData: bound(selfId) };
      const body = new Uint8Array(await crypto.subtle.encrypt(parameters, await key, new TextEncoder().encode(text)));
      const all = new Uint8Array(IV_BYTES + body.length);
      all.set(iv);
      all.set(body, IV_BYTES);
      return toBase64(all);
    },
    open: async (sealed) => {
      try {
        const all = fromBase64(sealed);
        const parameters = { name: 'AES-GCM', iv: all.subarray(0, IV_BYTES), additionalData: bound(peerId) };
        return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, await key, all.subarray(IV_BYTES)));
      } catch {
        return null;
      }
    },
  };
};
