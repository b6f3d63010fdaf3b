/** Colours of what floats over people and lies under them: the tones of `web/theme/tokens.css`, for canvases. */
import type { Scheme } from '../paint/shade.ts';

export type MarkColours = {
  readonly pill: string;
  readonly pillLine: string;
  readonly text: string;
  readonly bubble: string;
  readonly bubbleText: string;
  readonly shadow: string;
  readonly accent: string;
  readonly speaking: string;
  readonly speakingText: string;
  readonly ok: string;
  readonly danger: string;
  readonly away: string;
};

const LIGHT: MarkColours = {
  pill: 'rgba(255,253,249,.94)',
  pillLine: 'rgba(94,74,56,.2)',
  text: '#22252b',
  bubble: '#fffdf9',
  bubbleText: '#22252b',
  shadow: 'rgba(70,48,30,.3)',
  accent: '#2f6f62',
  speaking: '#e0962b',
  speakingText: '#8a5a00',
  ok: '#2d7a46',
  danger: '#b3382c',
  away: '#5c6068',
};
const DARK: MarkColours = {
  pill: 'rgba(29,32,39,.94)',
  pillLine: 'rgba(255,255,255,.18)',
  text: '#f0eee9',
  bubble: '#f0eee9',
  bubbleText: '#22252b',
  shadow: 'rgba(0,0,0,.5)',
  accent: '#6fc3b0',
  speaking: '#f2b45a',
  speakingText: '#f2b45a',
  ok: '#7fca95',
  danger: '#f08a7d',
  away: '#a9adb6',
};

export const markColours = (scheme: Scheme, highContrast: boolean): MarkColours => {
  const colours = scheme === 'light' ? LIGHT : DARK;
  if (!highContrast) return colours;
  return scheme === 'light'
    ? { ...colours, pill: '#ffffff', pillLine: '#22252b', text: '#000000', bubble: '#ffffff', bubbleText: '#000000' }
    : { ...colours, pill: '#14161b', pillLine: '#f0eee9', text: '#ffffff', bubble: '#ffffff', bubbleText: '#000000' };
};
