/**
 * Joins a session to its picture: people, doors, signs and the hour go in, presses come out. Loads the scene; without one
 * (no WebGL) everything goes on through the lists.
 */
import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { AvatarPose, Reaction } from '../../../domain/presence/avatar.ts';
import type { DoorLedger } from '../../../domain/policy/door-ledger.ts';
import type { PlaceMap, WorldPoint } from '../../../domain/world/map.ts';
import type { RoomSign, Scene, ScenePerson, ScenePick } from '../../scene/scene.ts';
import type { Clock } from '../../../transports/clock.ts';
import type { SceneHost } from '../scene-host.ts';
import { createScope } from '../scope.ts';

/** The place's clock moves the sun; more often would not be seen. */
const HOUR_EVERY_MS = 120_000;

export type SessionSceneOptions = {
  readonly host: SceneHost;
  readonly map: PlaceMap;
  readonly clock: Clock;
  readonly people: ReadonlySignal<readonly ScenePerson[]>;
  readonly doors: ReadonlySignal<DoorLedger>;
  readonly signs: ReadonlySignal<readonly RoomSign[]>;
  readonly daylight: ReadonlySignal<'clock' | 'day' | 'night'>;
  readonly inside: ReadonlySignal<boolean>;
  readonly poseOf: (id: string, nowMs: number, out: { pose: AvatarPose }) => boolean;
  readonly onPick: (pick: ScenePick) => void;
  readonly onHover: (id: string | null) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onReady: () => void;
  /** Something moves, with or without a picture. */
  readonly onWake: () => void;
};

export type SessionScene = {
  readonly scene: () => Scene | null;
  readonly wake: () => void;
  readonly react: (id: string, kind: Reaction) => void;
  readonly say: (id: string, text: string) => void;
  readonly markTarget: (at: WorldPoint | null) => void;
  readonly close: () => void;
};

const hourOf = (daylight: 'clock' | 'day' | 'night'): number => {
  if (daylight !== 'clock') return daylight === 'day' ? 11 : 22;
  const now = new Date();
  return now.getHours() + now.getMinutes() / 60;
};

export const createSessionScene = (options: SessionSceneOptions): SessionScene => {
  const scope = createScope();
  let scene: Scene | null = null;
  let isMarked = false;
  const { host, map, poseOf, onPick, onHover } = options;

  const bind = (ready: Scene): void => {
    scene = ready;
    scope.add(effect(() => ready.setPeople(options.people.value)));
    scope.add(effect(() => ready.setDoors(options.doors.value)));
    scope.add(effect(() => ready.setSigns(options.signs.value)));
    scope.add(effect(() => ready.setHour(hourOf(options.daylight.value))));
    scope.add(effect(() => ready.follow(options.inside.value ? 'self' : null)));
    options.onReady();
    scope.add(options.clock.every(HOUR_EVERY_MS, () => ready.setHour(hourOf(options.daylight.peek()))));
  };
  const shown = host.show({ map, poseOf, onPick, onHover });
  shown.ready.then(
    (ready) => {
      if (!scope.isClosed()) bind(ready);
      return undefined;
    },
    (error: unknown) => options.onFailure(error),
  );

  return {
    scene: () => scene,
    wake: () => {
      options.onWake();
      scene?.wake();
    },
    react: (id, kind) => scene?.react(id, kind),
    say: (id, text) => scene?.say(id, text),
    markTarget: (at) => {
      // asked on every tick, and each change draws a frame: taking away what is not there must cost nothing
      if (at === null && !isMarked) return;
      isMarked = at !== null;
      scene?.markTarget(at);
    },
    close: () => {
      scope.close();
      scene = null;
      shown.close();
    },
  };
};
