/** The shape of a signed record: a Nostr event, used for its canonical hash and signature. Checks no signature. */
import * as v from 'valibot';

const hex = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));

export const SignedRecordSchema = v.object({
  id: hex(64),
  pubkey: hex(64),
  created_at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  kind: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  tags: v.pipe(v.array(v.pipe(v.array(v.pipe(v.string(), v.maxLength(256))), v.maxLength(4))), v.maxLength(8)),
  content: v.pipe(v.string(), v.maxLength(256)),
  sig: hex(128),
});
export type SignedRecord = v.InferOutput<typeof SignedRecordSchema>;
