/**
 * What a hostile network can do that has learnt the place's secret: read and change signals, which are sealed with a
 * key made from the room's name (trystero's `iv$ciphertext`, AES-256-GCM with a 16-byte iv).
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const TAG_BYTES = 16;

export type Insider = { readonly rewrite: (sealed: string, change: (text: string) => string) => string };

/** @param keyText `password:appId:roomId`, as trystero hashes it */
export const openEnvelopes = (keyText: string): Insider => {
  const key = createHash('sha256').update(keyText).digest();
  return {
    rewrite: (sealed, change) => {
      const [ivText, body] = sealed.split('$') as [string, string];
      const bytes = Buffer.from(body, 'base64');
      const opener = createDecipheriv('aes-256-gcm', key, Uint8Array.from(ivText.split(','), Number)).setAuthTag(
        bytes.subarray(-TAG_BYTES),
      );
      const text = Buffer.concat([opener.update(bytes.subarray(0, -TAG_BYTES)), opener.final()]).toString();
      const iv = randomBytes(16);
      const closer = createCipheriv('aes-256-gcm', key, iv);
      const next = Buffer.concat([closer.update(change(text)), closer.final(), closer.getAuthTag()]);
      return `${iv.join(',')}$${next.toString('base64')}`;
    },
  };
};
