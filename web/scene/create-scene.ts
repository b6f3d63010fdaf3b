/**
 * Composes the picture: a WebGL renderer without Pixi's Application, layers from the sky to the names, a camera, and a
 * frame loop that runs only while something moves. Owns no state of the place.
 */
import 'pixi.js/unsafe-eval';
import { Container, WebGLRenderer } from 'pixi.js';
import { project } from '../../domain/world/projection.ts';
import type { AvatarContext } from './avatar/avatar-view.ts';
import { createAvatarView } from './avatar/avatar-sprite.ts';
import { createDefer, createSlices } from './bake/slices.ts';
import { createCamera, nearestStep } from './camera/camera.ts';
import { createFrameLoop } from './frame-loop.ts';
import { createGroundLayer } from './layers/ground-layer.ts';
import { createLook, type Look } from './layers/look.ts';
import { createSortedLayer } from './layers/sorted-layer.ts';
import { createLightLayers, installDoubleMultiply } from './light/light-layers.ts';
import { daylightAt } from './light/sun.ts';
import { buildModel } from './model.ts';
import { skyColour } from './paint/ground.ts';
import { createPeopleLayer } from './people-layer.ts';
import type { Scene, SceneOptions } from './scene.ts';

const BAKE_BUDGET_MS = 12;
const MAX_RESOLUTION = 3;
/** A full frame is drawn at most this often while the world is still being painted. */
const PROGRESS_MS = 80;
const HEAD_PX = 46;

export const createScene = async (options: SceneOptions): Promise<Scene> => {
  const { host, map } = options;
  let { theme } = options;
  let hour = 10;
  let resolution = Math.min(MAX_RESOLUTION, window.devicePixelRatio || 1);
  let followed: string | null = null;

  const renderer = new WebGLRenderer();
  await renderer.init({
    width: Math.max(1, host.clientWidth),
    height: Math.max(1, host.clientHeight),
    resolution,
    autoDensity: true,
    antialias: false,
    backgroundAlpha: 1,
    skipExtensionImports: true,
    powerPreference: 'low-power',
  });
  installDoubleMultiply(renderer);
  renderer.runners.contextChange.add({ contextChange: () => installDoubleMultiply(renderer) });
  const canvas = renderer.canvas as HTMLCanvasElement;
  Object.assign(canvas.style, { display: 'block', position: 'absolute', inset: '0', touchAction: 'none' });
  host.append(canvas);

  const model = buildModel(map);
  const { defer, close: closeDefer } = createDefer();
  let shownAt = 0;
  const slices = createSlices({
    budgetMs: BAKE_BUDGET_MS,
    now: () => performance.now(),
    defer,
    onSlice: (left) => {
      if (left > 0 && performance.now() - shownAt < PROGRESS_MS) return;
      shownAt = performance.now();
      sorted.upload();
      refresh();
      loop.request();
    },
  });

  const stage = new Container();
  const world = new Container({ isRenderGroup: true });
  const over = new Container({ isRenderGroup: true });
  const ground = createGroundLayer(model, slices);
  const sorted = createSortedLayer(model, slices);
  const light = createLightLayers(model);
  const project3 = (x: number, y: number, z: number) => project(x, y, z);
  const avatarContext = (): AvatarContext => ({
    renderer,
    scheme: look.palette.night ? 'dark' : 'light',
    highContrast: theme.highContrast,
    reducedMotion: theme.reducedMotion,
    resolution,
    project: project3,
  });

  const camera = createCamera({
    left: project(0, map.depth).x,
    right: project(map.width, 0).x,
    top: 0,
    bottom: project(map.width, map.depth).y,
  });
  const fittingZoom = (): number => nearestStep(Math.max(host.clientWidth / 1440, host.clientHeight / 900, 0.9) * 1.03);
  camera.resize(host.clientWidth, host.clientHeight);
  camera.setReducedMotion(theme.reducedMotion);
  camera.setZoom(fittingZoom());

  let day = daylightAt(hour, theme.scheme);
  let look: Look = createLook(day.palette, camera.goalZoom(), resolution);
  const people = createPeopleLayer({ map, sorted, poseOf: options.poseOf, createView: createAvatarView, context: avatarContext() });
  world.addChild(ground.root, light.sun.sprite, light.shade.sprite, people.ground, sorted.root, light.air.sprite, light.map.sprite);
  over.addChild(people.overlay);
  stage.addChild(world, over);

  const refresh = (): void => {
    const view = camera.view();
    ground.show(view);
    sorted.show(view);
  };
  const applyLook = (): void => {
    ground.setLook(look);
    sorted.setLook(look);
    renderer.background.color = skyColour(look);
    slices.add('shade', 4, () => light.paintFloor(look, day));
    refresh();
  };
  const applyLight = (): void => {
    slices.add('light', 3, () => light.paintLight(day));
  };
  const reconsiderLook = (): void => {
    const next = createLook(day.palette, camera.goalZoom(), resolution);
    if (next.scale === look.scale && next.palette === look.palette) return;
    const changedPalette = next.palette !== look.palette;
    look = next;
    applyLook();
    if (changedPalette) people.setContext(avatarContext());
  };

  const step = (nowMs: number, dtMs: number): boolean => {
    let isMoving = people.update(nowMs, camera.zoom());
    if (followed !== null) {
      const at = people.placement(followed);
      if (at !== null) camera.track(project(at.x, at.y, at.z + HEAD_PX / 2));
    }
    isMoving = camera.advance(dtMs) || isMoving;
    sorted.arrange();
    const zoom = camera.zoom();
    const origin = camera.toScreen({ x: 0, y: 0 });
    const snap = (value: number): number => Math.round(value * resolution) / resolution;
    for (const layer of [world, over]) {
      layer.scale.set(zoom);
      layer.position.set(snap(origin.x), snap(origin.y));
    }
    refresh();
    renderer.render(stage);
    return isMoving;
  };
  const loop = createFrameLoop(step);

  const resize = (): void => {
    resolution = Math.min(MAX_RESOLUTION, window.devicePixelRatio || 1);
    renderer.resize(Math.max(1, host.clientWidth), Math.max(1, host.clientHeight), resolution);
    camera.resize(host.clientWidth, host.clientHeight);
    reconsiderLook();
    loop.request();
  };
  const observer = new ResizeObserver(resize);
  observer.observe(host);

  applyLook();
  applyLight();
  loop.request();

  return {
    setPeople: (next) => {
      people.setPeople(next);
      loop.request();
    },
    setDoors: () => loop.request(),
    setSigns: () => loop.request(),
    setTheme: (next) => {
      theme = next;
      camera.setReducedMotion(next.reducedMotion);
      day = daylightAt(hour, next.scheme);
      reconsiderLook();
      applyLight();
      people.setContext(avatarContext());
      loop.request();
    },
    setHour: (next) => {
      hour = next;
      day = daylightAt(hour, theme.scheme);
      reconsiderLook();
      applyLight();
      slices.add('shade', 4, () => light.paintFloor(look, day));
      loop.request();
    },
    wake: () => loop.request(),
    react: (id, reaction) => {
      people.view(id)?.react(reaction, performance.now());
      loop.request();
    },
    say: (id, text) => {
      people.view(id)?.say(text, performance.now());
      loop.request();
    },
    markTarget: () => loop.request(),
    highlightPerson: (id) => {
      people.highlight(id);
      loop.request();
    },
    setInsets: (insets) => {
      camera.setInsets(insets);
      loop.request();
    },
    follow: (id) => {
      followed = id;
      if (id === null) camera.track(null);
      loop.request();
    },
    zoomBy: (factor) => {
      camera.stepZoom(factor > 1 ? 1 : -1, camera.middle());
      reconsiderLook();
      loop.request();
    },
    resetCamera: () => {
      camera.setZoom(fittingZoom());
      reconsiderLook();
      loop.request();
    },
    screenOf: (id) => {
      const at = people.placement(id);
      if (at === null) return null;
      const head = camera.toScreen(project(at.x, at.y, at.z + at.seatHeight + HEAD_PX));
      const isOff = head.x < 0 || head.y < 0 || head.x > host.clientWidth || head.y > host.clientHeight;
      return isOff ? null : head;
    },
    stats: () => ({ frames: loop.frames(), lastFrameMs: loop.lastFrameMs() }),
    close: () => {
      loop.close();
      slices.close();
      closeDefer();
      observer.disconnect();
      people.close();
      ground.close();
      sorted.close();
      light.close();
      renderer.destroy(true);
      canvas.remove();
    },
  };
};
