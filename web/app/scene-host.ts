/**
 * One element for the world's picture that outlives screens, and the scene inside it. The scene is loaded while the lobby
 * is read, so that entering finds it standing.
 */
import type { ReadonlySignal } from '@preact/signals-core';
import { effect } from '@preact/signals-core';
import type { PlaceMap } from '../../domain/world/map.ts';
import { createScope } from './scope.ts';
import type { PoseSource, Scene, ScenePick, SceneTheme } from '../scene/scene.ts';

/** What the picture shows at the moment: the session's world, or the landing screen's living one. */
export type SceneSubject = {
  readonly map: PlaceMap;
  readonly poseOf: PoseSource;
  readonly onPick: (pick: ScenePick) => void;
  readonly onHover: (id: string | null) => void;
};

export type ShownScene = {
  /** @throws when the browser cannot draw (no WebGL). */
  readonly ready: Promise<Scene>;
  /** Ends this scene, and no later one. */
  readonly close: () => void;
};

export type SceneHost = {
  readonly stage: HTMLElement;
  /** Shows a subject in the place of the one before. */
  readonly show: (subject: SceneSubject) => ShownScene;
};

export const createSceneHost = (theme: ReadonlySignal<SceneTheme>): SceneHost => {
  const stage = document.createElement('div');
  stage.slot = 'scene';
  stage.className = 'patio-stage';
  // the picture has a twin in lists: screen readers use those
  stage.setAttribute('aria-hidden', 'true');
  Object.assign(stage.style, { position: 'absolute', inset: '0', overflow: 'hidden', touchAction: 'none' });
  let present: ShownScene | null = null;

  return {
    stage,
    show: (subject) => {
      present?.close();
      const scope = createScope();
      const ready = import('../scene/create-scene.ts').then(async ({ createScene }) => {
        const scene = await createScene({ ...subject, host: stage, theme: theme.peek() });
        scope.add(() => scene.close());
        if (!scope.isClosed()) scope.add(effect(() => scene.setTheme(theme.value)));
        return scene;
      });
      const shown: ShownScene = { ready, close: scope.close };
      present = shown;
      return shown;
    },
  };
};
