/**
 * What the world's frame gets from the picture, and the other way round: where people are on the screen, the little map,
 * the room that chrome leaves, and presses on people. `ui` and `scene` do not know each other; this does.
 */
import { msg, str } from '@lit/localize';
import { type Announcer, createAnnouncer } from '../a11y/announcer.ts';
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

const liveRegion = (): HTMLElement => {
  const region = document.createElement('div');
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  Object.assign(region.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  document.body.append(region);
  return region;
};

export const createWorldBridge = (root: HTMLElement): WorldBridge => {
  let picture: WorldPicture | null = null;
  let frame: PatioWorld | null = null;
  let insets: SceneInsets = NO_INSETS;
  const region = liveRegion();
  const announcer: Announcer = createAnnouncer({
    write: (text) => (region.textContent = text),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    more: (count) => msg(str`And ${count} more.`),
  });

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
