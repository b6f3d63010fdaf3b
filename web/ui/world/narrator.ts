/**
 * Tells the screen reader what happens in the place, through the announcer that it is given. Owns the last moment that
 * was told of; starts silent, so that arriving is not a flood.
 */
import { effect } from '@preact/signals-core';
import type { AppState } from '../../state/app-state.ts';
import { changeSentence } from './change-words.ts';
import { changesBetween, type Moment, momentOf } from './changes.ts';

/** @returns the way to stop */
export const narrate = (state: AppState, announce: (sentence: string) => void): (() => void) => {
  let before: Moment | null = null;
  return effect(() => {
    const now = momentOf(state.people.value, state.zones.value, state.mode.value);
    for (const change of before === null ? [] : changesBetween(before, now)) announce(changeSentence(change));
    before = now;
  });
};
