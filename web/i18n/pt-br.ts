/**
 * Brazilian Portuguese, as readable pairs: what the source says → what is said instead. A test fails when a sentence is
 * missing here or no longer exists in the source. Loaded when the language is chosen.
 */
import { around } from './pt-br/around.ts';
import { looks } from './pt-br/looks.ts';
import { room } from './pt-br/room.ts';
import { settings } from './pt-br/settings.ts';
import { words } from './pt-br/words.ts';
import { world } from './pt-br/world.ts';
import type { Pairs } from './templates.ts';

export const ptBr: Pairs = { ...around, ...settings, ...words, ...world, ...room, ...looks };
