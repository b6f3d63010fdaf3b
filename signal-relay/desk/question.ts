/** From bytes of a socket to a question that the desk knows, or to nothing. */
import * as v from 'valibot';
import { type DeskQuestion, DeskQuestionSchema } from '../../domain/wire/relay-desk.ts';

const decoder = new TextDecoder();

export const parseQuestion = (text: Uint8Array): DeskQuestion | null => {
  try {
    const result = v.safeParse(DeskQuestionSchema, JSON.parse(decoder.decode(text)), { abortEarly: true });
    return result.success ? result.output : null;
  } catch {
    return null;
  }
};
