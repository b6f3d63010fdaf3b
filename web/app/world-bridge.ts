/**
 * What the world's frame gets from the picture, and the other way round: where people are on the screen, the little map,
 * the room that chrome leaves, and presses on people. `ui` and `scene` do not know each other; this does.
 */
import { createLiveRegion } from '../a11y/live-region.ts';
import type { Scene, SceneInsets } from '../scene/scene.ts';
import type { PatioWorld } from '../ui/world/world.ts';

export type WorldPicture = {
  readonly scene: () => Scene | null;
  readonly paintMap: (canvas: HTMLCanvasElement) => void;
};

export type WorldBridge = {
  /** The session whose picture is shown; null when there is none. */
  readonly connect: (picture: WorldPicture | null) => void;
  readonly openPersonMenu: (peer: Parameters<PatioWorld['openPersonMenu']>[0], at: { readonly x: number; readonly y: number }) => void;
};

const NO_INSETS: SceneInsets = { top: 0, right: 0, bottom: 0, left: 0 };

export const createWorldBridge = (root: HTMLElement): WorldBridge => {
  let picture: WorldPicture | null = null;
  let frame: PatioWorld | null = null;
  let insets: SceneInsets = NO_INSETS;
  const announcer = createLiveRegion(document.body);

  root.addEventListener('world-ready', (event) => {
    const target = event.composedPath()[0] as PatioWorld;
    frame = target;
    target.announce = announcer.announce;
    target.positionOf = (id) => picture?.scene()?.screenOf(id) ?? null;
    target.paintMap = (canvas) => picture?.paintMap(canvas);
    target.addEventListener('insets-change', (change) => {
      insets = (change as CustomEvent<SceneInsets>).detail;
      picture?.scene()?.setInsets(insets);
    });
  });
  return {
    connect: (next) => {
      picture = next;
      next?.scene()?.setInsets(insets);
    },
    openPersonMenu: (peer, at) => frame?.openPersonMenu(peer, at),
  };
};
