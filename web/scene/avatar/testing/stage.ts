/**
 * A bare stage for people, for tests, benches and pictures: a WebGL renderer, four layers, and the projection of the
 * world. Stands in for the scene; knows no furniture.
 */
import { Container, WebGLRenderer } from 'pixi.js';
import type { AvatarLook } from '../../../../domain/presence/avatar.ts';
import { Motion, Status } from '../../../../domain/presence/avatar.ts';
import type { ScenePerson } from '../../scene.ts';
import { createAvatarView } from '../avatar-sprite.ts';
import type { AvatarContext, AvatarPlacement, AvatarView } from '../avatar-view.ts';

export type StageOptions = {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  readonly scheme: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  readonly highContrast?: boolean;
};

export type Stage = {
  readonly context: AvatarContext;
  readonly canvas: HTMLCanvasElement;
  readonly add: () => AvatarView;
  readonly render: () => void;
  readonly close: () => void;
};

export const TILE = { width: 64, height: 32 } as const;

export const createStage = async (options: StageOptions): Promise<Stage> => {
  const { width, height, zoom, scheme } = options;
  const renderer = new WebGLRenderer();
  const canvas = document.createElement('canvas');
  await renderer.init({
    canvas,
    width,
    height,
    antialias: false,
    backgroundColor: scheme === 'light' ? '#e3c9a2' : '#3a3540',
    preserveDrawingBuffer: true,
  });
  const world = new Container();
  world.scale.set(zoom);
  const layers = { ground: new Container(), legs: new Container(), body: new Container(), overlay: new Container() };
  world.addChild(layers.ground, layers.legs, layers.body, layers.overlay);
  const context: AvatarContext = {
    renderer,
    scheme,
    highContrast: options.highContrast ?? false,
    reducedMotion: options.reducedMotion ?? false,
    resolution: 1,
    project: (x, y, z) => ({ x: ((x - y) * TILE.width) / 2, y: ((x + y) * TILE.height) / 2 - z }),
  };
  const views: AvatarView[] = [];
  return {
    context,
    canvas,
    add: () => {
      const view = createAvatarView(context);
      layers.ground.addChild(view.ground);
      layers.legs.addChild(view.legs);
      layers.body.addChild(view.body);
      layers.overlay.addChild(view.overlay);
      views.push(view);
      return view;
    },
    render: () => renderer.render({ container: world }),
    close: () => {
      // Reduced motion ends a view at once.
      for (const view of views) {
        view.setContext({ ...context, reducedMotion: true });
        view.close(0);
      }
      renderer.destroy();
      canvas.remove();
    },
  };
};

export const somebody = (look: AvatarLook, change: Partial<ScenePerson> = {}): ScenePerson => ({
  id: 'somebody',
  name: 'Ana',
  look,
  status: Status.Available,
  isSelf: false,
  speaking: false,
  muted: false,
  talking: false,
  handUp: false,
  typing: false,
  faint: false,
  ...change,
});

export const standing = (x: number, y: number, change: Partial<AvatarPlacement> = {}): AvatarPlacement => ({
  x,
  y,
  facing: 2,
  motion: Motion.Idle,
  seat: null,
  z: 0,
  seatHeight: 0,
  ...change,
});
