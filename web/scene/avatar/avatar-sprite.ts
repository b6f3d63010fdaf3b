/**
 * One person in the picture: ties figure, floor marks and overlay to the contract of `avatar-view.ts`. In a frame it
 * picks pictures that are already painted and moves four containers; everything costly happens in the studio, in slices.
 */
import { Container } from 'pixi.js';
import { Motion } from '../../../domain/presence/avatar.ts';
import { studioFor } from './avatar-studio.ts';
import type { AvatarContext, AvatarPlacement, AvatarView, CreateAvatarView } from './avatar-view.ts';
import { frameOf } from './clips.ts';
import { createFigureSprite } from './figure-sprite.ts';
import { createGroundView } from './ground-view.ts';
import { createOverlayView } from './overlay-view.ts';
import { PAINTED_SEAT_HEIGHT } from './paint/figure.ts';

/** Top of a standing head above the floor, hair included, in pixels of the world. */
const HEAD_TOP = 48;
const ARRIVE_MS = 320;
const SETTLE_PX = 7;
const LEAVE_MS = 260;
const WAVE_MS = 1500;
const FAINT_ALPHA = 0.45;
/** A longer step in one frame is a jump, not a walk: the feet do not run to catch up. */
const LONGEST_STEP_TILES = 1.5;

/** 0–1, the same for the same person everywhere. */
const seedOf = (id: string): number => {
  let sum = 7;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) % 9973;
  return sum / 9973;
};

type Life =
  | { readonly stage: 'new' }
  | { readonly stage: 'here'; readonly sinceMs: number }
  | { readonly stage: 'leaving' }
  | { readonly stage: 'gone' };

export const createAvatarView: CreateAvatarView = (first) => {
  let context: AvatarContext = first;
  const studio = studioFor(first);
  const member = {};
  studio.enter(member);

  const body = new Container();
  const legs = new Container();
  const figure = createFigureSprite();
  body.addChild(figure.body);
  legs.addChild(figure.legs);
  const groundView = createGroundView(studio);
  const overlayView = createOverlayView(studio);
  const ground = groundView.container;
  const overlay = overlayView.container;

  let life: Life = { stage: 'new' };
  let highlighted = false;
  let isDrawn = false;
  let wavedAtMs = Number.NEGATIVE_INFINITY;
  let walkedTiles = 0;
  let last: { readonly x: number; readonly y: number } | null = null;
  let leaveTimer: number | undefined;

  const walk = ({ x, y }: AvatarPlacement): void => {
    const step = last ? Math.hypot(x - last.x, y - last.y) : 0;
    if (step < LONGEST_STEP_TILES) walkedTiles += step;
    if (step > 0 || !last) last = { x, y };
  };

  /** Opacity and drop of somebody who arrives or leaves. */
  const presence = (nowMs: number): { readonly alpha: number; readonly drop: number; readonly lively: boolean } => {
    if (life.stage === 'new') life = { stage: 'here', sinceMs: nowMs };
    if (life.stage === 'here') {
      const t = Math.min(1, Math.max(0, (nowMs - life.sinceMs) / ARRIVE_MS));
      return { alpha: t, drop: context.reducedMotion ? 0 : SETTLE_PX * (1 - t) ** 3, lively: t < 1 };
    }
    return { alpha: 0, drop: 0, lively: false };
  };

  const free = (): void => {
    if (life.stage === 'gone') return;
    life = { stage: 'gone' };
    window.clearTimeout(leaveTimer);
    studio.join(member, null, ground, false);
    figure.close();
    groundView.close();
    overlayView.close();
    body.destroy();
    legs.destroy();
    studio.leave(member);
  };

  const view: AvatarView = {
    body,
    legs,
    ground,
    overlay,
    update: (person, pose, nowMs, zoom) => {
      if (life.stage === 'gone' || life.stage === 'leaving') return false;
      studio.tick(nowMs);
      walk(pose);
      const { reducedMotion, highContrast } = context;
      // Without a seat under them nobody sits, whatever they say.
      const seated = pose.motion === Motion.Sitting && pose.seatHeight > 0;
      const motion = pose.motion === Motion.Sitting && !seated ? Motion.Idle : pose.motion;
      const waving = nowMs - wavedAtMs < WAVE_MS;
      const { speaking, handUp, isSelf } = person;
      const frame = frameOf({ motion, speaking, handUp, waving, reducedMotion, walkedTiles, nowMs, seed: seedOf(person.id) });
      const painted = figure.show(
        studio.sprites(),
        {
          look: person.look,
          facing: pose.facing,
          frame,
          seated,
          seatHeight: pose.seatHeight,
          scale: zoom * context.resolution,
          reducedMotion,
        },
        nowMs,
      );

      const at = context.project(pose.x, pose.y, pose.z);
      const here = presence(nowMs);
      const alpha = here.alpha * (person.faint ? FAINT_ALPHA : 1);
      body.position.set(at.x, at.y - here.drop);
      legs.position.set(at.x, at.y - here.drop);
      ground.position.set(at.x, at.y);
      overlay.position.set(at.x, at.y);
      // whoever measures how long meeting takes reads this: the first frame with a picture of this person
      if (!isDrawn && figure.body.visible && alpha > 0) {
        isDrawn = true;
        performance.mark(`drawn ${person.id}`);
      }
      body.alpha = alpha;
      legs.alpha = alpha;
      ground.alpha = alpha;
      // A faint name must still be read.
      overlay.alpha = here.alpha * (person.faint ? 0.75 : 1);

      const rings = groundView.show({ speaking, isSelf, highlighted, seated, reducedMotion }, nowMs);
      const headTop = HEAD_TOP + (seated ? pose.seatHeight - PAINTED_SEAT_HEIGHT : 0);
      const floats = overlayView.show({ person, highlighted, highContrast, reducedMotion, headTop, zoom }, nowMs);
      const pill = overlayView.pill();
      overlayView.shiftPill(
        studio.placePill(member, {
          x: at.x * zoom + pill.x,
          y: at.y * zoom + pill.y,
          width: pill.width,
          height: pill.height,
          pinned: isSelf || highlighted,
        }),
      );
      studio.join(member, person.talking && life.stage === 'here' ? at : null, ground, isSelf);
      return studio.isWaiting() || !painted || frame.lively || here.lively || rings || floats;
    },
    react: (reaction, nowMs) => {
      if (reaction === 'wave') wavedAtMs = nowMs;
      overlayView.react(reaction, nowMs);
    },
    say: (text, nowMs) => overlayView.say(text, nowMs),
    setHighlighted: (next) => {
      highlighted = next;
    },
    setContext: (next) => {
      context = next;
      studio.setContext(next);
    },
    close: (nowMs, done) => {
      if (life.stage === 'gone' || life.stage === 'leaving') return;
      const wasSeen = body.alpha > 0;
      life = { stage: 'leaving' };
      studio.join(member, null, ground, false);
      const end = (): void => {
        free();
        done?.();
      };
      if (context.reducedMotion || !wasSeen) {
        end();
        return;
      }
      // Nobody updates somebody who has left: the fade runs by itself, and a timer ends it even where no frame is drawn.
      leaveTimer = window.setTimeout(end, LEAVE_MS);
      const fade = (atMs: number): void => {
        if (life.stage !== 'leaving') return;
        const left = Math.max(0, 1 - (atMs - nowMs) / LEAVE_MS);
        for (const part of [body, legs, ground, overlay]) part.alpha = Math.min(part.alpha, left);
        requestAnimationFrame(fade);
      };
      requestAnimationFrame(fade);
    },
  };
  return view;
};
