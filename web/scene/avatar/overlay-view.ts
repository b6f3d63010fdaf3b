/**
 * What floats over one person, in a constant size on screen: the name below the feet, speech and typing above the head,
 * reactions that rise. All of it are shared, cached pictures; nothing measures text while it moves.
 */
import { Container } from 'pixi.js';
import type { Reaction } from '../../../domain/presence/avatar.ts';
import type { ScenePerson } from '../scene.ts';
import type { AvatarStudio } from './avatar-studio.ts';
import {
  BAR_FRAMES,
  barsMark,
  emoteMark,
  handMark,
  type Mark,
  PILL_HEIGHT,
  type PillMark,
  pillMark,
  speechMark,
  TYPING_FRAMES,
  typingMark,
} from './marks/labels.ts';
import { createMarkSprite, type MarkSprite } from './marks/mark-store.ts';

export type OverlayState = {
  readonly person: ScenePerson;
  readonly highlighted: boolean;
  readonly highContrast: boolean;
  readonly reducedMotion: boolean;
  /** Height of the head's top above the container's origin, in pixels of the world. */
  readonly headTop: number;
  readonly zoom: number;
};

export type OverlayView = {
  readonly container: Container;
  readonly show: (state: OverlayState, nowMs: number) => boolean;
  readonly react: (reaction: Reaction, nowMs: number) => void;
  readonly say: (text: string, nowMs: number) => void;
  /** The pill in CSS pixels, relative to the container's place on screen. */
  readonly pill: () => { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Moves the pill out of another's way, in CSS pixels; 0 where it wants to be. */
  readonly shiftPill: (dy: number) => void;
  readonly close: () => void;
};

/** Pixels of the world from the floor under the hips down to the name: clear of the shoes. */
const NAME_DROP = 8;
const SPEECH_MS = 6000;
const SPEECH_FADE_MS = 400;
const EMOTE_MS = 1600;
const EMOTE_FADE_MS = 500;
const EMOTE_RISE = 34;
const MOST_EMOTES = 4;
const BARS_MS = 120;
const TYPING_MS = 320;
/** A hostile chat line may be long; nobody reads more than three lines over a head. */
const MOST_SPEECH = 400;

type Emote = { readonly mark: MarkSprite; readonly reaction: Reaction; readonly sinceMs: number; readonly side: number };

const ease = (t: number): number => 1 - (1 - t) ** 3;

export const createOverlayView = (studio: AvatarStudio): OverlayView => {
  const container = new Container();
  const name = createMarkSprite(studio.labels);
  const bars = createMarkSprite(studio.labels);
  const speech = createMarkSprite(studio.labels);
  const hand = createMarkSprite(studio.labels);
  container.addChild(name.sprite, bars.sprite, hand.sprite, speech.sprite);
  let emotes: Emote[] = [];
  let said: { readonly text: string; readonly sinceMs: number } | null = null;
  let pillShift = 0;
  let pillGoal = 0;
  let pillBox = { x: 0, y: 0, width: 0, height: PILL_HEIGHT };

  const look = (): string => `${studio.scheme()} ${studio.colours().pill}`;

  const showName = ({ person, highlighted, highContrast, reducedMotion, zoom }: OverlayState, nowMs: number): boolean => {
    const colours = studio.colours();
    const { speaking, muted, handUp, isSelf, status } = person;
    const options = { name: person.name, status, speaking, muted, handUp, isSelf, highlighted, highContrast };
    const flags = [speaking, muted, handUp, isSelf, highlighted].map(Number).join('');
    const mark = name.show(`pill ${look()} ${status} ${flags} ${person.name}`, () => pillMark(options, colours, studio.labels().measure));
    const y = Math.round(NAME_DROP * zoom);
    if (!mark) return false;
    name.sprite.y = y + pillShift;
    // Makes room gently; at once when motion is reduced.
    const left = pillGoal - pillShift;
    pillShift = reducedMotion || Math.abs(left) < 0.5 ? pillGoal : pillShift + left * 0.3;
    pillBox = { x: 8 - mark.originX, y, width: mark.width - 16, height: PILL_HEIGHT };
    // Bars stand where the pill has left room for them; a pill that is still the old one has none.
    const spot = speaking ? (mark as PillMark).bars : null;
    const frame = reducedMotion ? 0 : Math.floor(nowMs / BARS_MS) % BAR_FRAMES.length;
    bars.show(spot ? `bars ${look()} ${frame}` : null, () => barsMark(frame, colours));
    if (spot) bars.sprite.position.set(spot.x - mark.originX, y + pillShift + spot.y - mark.originY);
    return pillShift !== pillGoal || (speaking && !reducedMotion);
  };

  const showSpeech = ({ person, headTop, zoom, reducedMotion }: OverlayState, nowMs: number): boolean => {
    if (said && nowMs - said.sinceMs >= SPEECH_MS) said = null;
    const colours = studio.colours();
    const top = -Math.round(headTop * zoom) - 4;
    speech.sprite.y = top;
    if (said) {
      const { text, sinceMs } = said;
      speech.show(`says ${look()} ${text}`, () => speechMark(text, colours, studio.labels().measure));
      const age = nowMs - sinceMs;
      const out = Math.min(1, (SPEECH_MS - age) / SPEECH_FADE_MS);
      const into = Math.min(1, age / 160);
      speech.sprite.alpha = Math.min(out, into);
      speech.sprite.scale.set(reducedMotion ? 1 : 0.9 + 0.1 * ease(into));
      return true;
    }
    const frame = reducedMotion ? 1 : Math.floor(nowMs / TYPING_MS) % TYPING_FRAMES;
    speech.show(person.typing ? `types ${look()} ${frame}` : null, () => typingMark(frame, colours));
    speech.sprite.alpha = 1;
    speech.sprite.scale.set(1);
    return person.typing && !reducedMotion;
  };

  const showEmotes = ({ headTop, zoom, reducedMotion }: OverlayState, nowMs: number): boolean => {
    const top = -Math.round(headTop * zoom) - 22;
    const gone = emotes.filter(({ sinceMs }) => nowMs - sinceMs >= EMOTE_MS);
    for (const { mark } of gone) mark.close();
    if (gone.length > 0) emotes = emotes.filter((emote) => !gone.includes(emote));
    for (const { mark, reaction, sinceMs, side } of emotes) {
      mark.show(`emote ${look()} ${reaction}`, () => emoteMark(reaction, studio.colours()));
      const age = nowMs - sinceMs;
      const rise = reducedMotion ? 0 : ease(age / EMOTE_MS) * EMOTE_RISE;
      const sway = reducedMotion ? 0 : Math.sin(age / 260) * 3;
      mark.sprite.position.set(side + sway, top - rise);
      mark.sprite.alpha = Math.min(1, age / 120, (EMOTE_MS - age) / EMOTE_FADE_MS);
      mark.sprite.scale.set(reducedMotion ? 1 : 0.6 + 0.4 * ease(Math.min(1, age / 180)));
    }
    return emotes.length > 0;
  };

  return {
    container,
    show: (state, nowMs) => {
      container.scale.set(1 / state.zoom);
      const lively = [showName(state, nowMs), showSpeech(state, nowMs), showEmotes(state, nowMs)];
      const busy = speech.sprite.visible || emotes.length > 0;
      hand.show(state.person.handUp && !busy ? `hand ${look()}` : null, (): Mark => handMark(studio.colours()));
      hand.sprite.y = -Math.round(state.headTop * state.zoom) - 24;
      return lively.includes(true);
    },
    react: (reaction, nowMs) => {
      const mark = createMarkSprite(studio.labels);
      container.addChild(mark.sprite);
      const side = [0, 17, -17, 8][emotes.length % 4] ?? 0;
      emotes.push({ mark, reaction, sinceMs: nowMs, side });
      if (emotes.length > MOST_EMOTES) emotes.shift()?.mark.close();
    },
    say: (text, nowMs) => {
      const short = text.slice(0, MOST_SPEECH).trim();
      said = short === '' ? null : { text: short, sinceMs: nowMs };
    },
    pill: () => pillBox,
    shiftPill: (dy) => {
      pillGoal = dy;
    },
    close: () => {
      for (const mark of [name, bars, speech, hand, ...emotes.map((emote) => emote.mark)]) mark.close();
      emotes = [];
      container.destroy({ children: true });
    },
  };
};
