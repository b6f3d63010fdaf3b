/**
 * Brazilian Portuguese, as readable pairs: what the source says → what is said instead. A test fails when a sentence is
 * missing here or no longer exists in the source.
 */
import type { Pairs } from './templates.ts';

export const ptBr: Pairs = {};
