/**
 * One element for the world's picture that outlives screens, and the scene inside it. The scene is loaded while the lobby
 * is read, so that entering finds it standing.
 */
import type { ReadonlySignal } from '@preact/signals-core';
import { effect } from '@preact/signals-core';
import type { PlaceMap } from '../../domain/world/map.ts';
import type { PoseSource, Scene, ScenePick, SceneTheme } from '../scene/scene.ts';

/** What the picture shows at the moment: the session's world, or the landing screen's living one. */
export type SceneSubject = {
  readonly map: PlaceMap;
  readonly poseOf: PoseSource;
  readonly onPick: (pick: ScenePick) => void;
  readonly onHover: (id: string | null) => void;
};

export type SceneHost = {
  readonly stage: HTMLElement;
  /** Shows a subject; the previous scene is closed. @throws when the browser cannot draw (no WebGL). */
  readonly show: (subject: SceneSubject) => Promise<Scene>;
  readonly clear: () => void;
};

export const createSceneHost = (theme: ReadonlySignal<SceneTheme>): SceneHost => {
  const stage = document.createElement('div');
  stage.slot = 'scene';
  stage.className = 'patio-stage';
  // the picture has a twin in lists: screen readers use those
  stage.setAttribute('aria-hidden', 'true');
  Object.assign(stage.style, { position: 'absolute', inset: '0', overflow: 'hidden', touchAction: 'none' });
  let present: { scene: Promise<Scene>; stop: () => void } | null = null;

  const clear = (): void => {
    const old = present;
    present = null;
    if (old === null) return;
    old.stop();
    void old.scene.then((scene) => scene.close()).catch(() => undefined);
  };
  return {
    stage,
    clear,
    show: async (subject) => {
      clear();
      const scene = import('../scene/create-scene.ts').then(({ createScene }) =>
        createScene({
          host: stage,
          map: subject.map,
          theme: theme.peek(),
          poseOf: subject.poseOf,
          onPick: subject.onPick,
          onHover: subject.onHover,
        }),
      );
      const own: { scene: Promise<Scene>; stop: () => void } = { scene, stop: () => undefined };
      present = own;
      const ready = await scene;
      if (present === own) own.stop = effect(() => ready.setTheme(theme.value));
      return ready;
    },
  };
};
