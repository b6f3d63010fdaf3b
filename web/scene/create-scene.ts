/**
 * Composes the picture: layers from the ground to the names, a camera, and a frame loop that runs only while something
 * moves. Owns no state of the place; what it is told is what it shows.
 */
import { Container, type TextureSource } from 'pixi.js';
import { project } from '../../domain/world/projection.ts';
import { createAvatarView } from './avatar/avatar-sprite.ts';
import type { AvatarContext } from './avatar/avatar-view.ts';
import { createDefer, createSlices } from './bake/slices.ts';
import { createCamera, nearestStep } from './camera/camera.ts';
import { createFrameLoop } from './frame-loop.ts';
import { listenForPicks } from './input/interaction.ts';
import { createGroundLayer } from './layers/ground-layer.ts';
import { createLookSwitch } from './layers/look-switch.ts';
import { type Look, createLook } from './layers/look.ts';
import { createSortedLayer } from './layers/sorted-layer.ts';
import { createLightLayers } from './light/light-layers.ts';
import { daylightAt } from './light/sun.ts';
import { createPointerMarks } from './marks/pointer-marks.ts';
import { createSignLayer } from './marks/sign-layer.ts';
import { buildModel } from './model.ts';
import { skyColour } from './paint/ground.ts';
import { createPeopleLayer } from './people-layer.ts';
import { createPictureSize } from './picture-size.ts';
import { createBatchGuard, createRenderer, sendTexture, tickRenderer } from './renderer.ts';
import { createDoorLayer } from './rooms/door-layer.ts';
import { findRooms, wallsToCut } from './rooms/cutaway.ts';
import { createWallFader } from './rooms/wall-fader.ts';
import type { Scene, SceneOptions, SceneTheme } from './scene.ts';

/** Short, because whoever comes in is being linked meanwhile, step by step, on the same thread. */
const BAKE_BUDGET_MS = 6;
/** While the world is still being painted, it is drawn at most this often. */
const PROGRESS_MS = 80;
const HEAD_PX = 46;
const NOON = 12;
/** A person who moved this far walks again: the camera returns to them after a pan. */
const WALKED_TILES = 0.05;

export const createScene = async (options: SceneOptions): Promise<Scene> => {
  const { host, map } = options;
  let { theme } = options;
  let hour = NOON;
  let followed: string | null = null;
  let pannedFrom: { readonly x: number; readonly y: number } | null = null;
  let shownAt = 0;

  const renderer = await createRenderer(host, () => loop.request());
  const canvas = renderer.canvas;
  const size = createPictureSize(renderer, host, () => loop.request());
  const model = buildModel(map);
  const rooms = findRooms(map);
  const lifetime = new AbortController();
  const { defer, close: closeDefer } = createDefer();
  const slices = createSlices({
    budgetMs: BAKE_BUDGET_MS,
    now: () => performance.now(),
    defer,
    onSlice: (left) => {
      if (left > 0 && performance.now() - shownAt < PROGRESS_MS) return;
      shownAt = performance.now();
      refresh();
      looks.settle();
      loop.request();
    },
  });

  const send = (source: TextureSource): void => sendTexture(renderer, source);
  const ground = createGroundLayer(model, slices, send);
  const sorted = createSortedLayer(model, slices, send);
  const light = createLightLayers(model, slices);
  const doors = createDoorLayer(model, sorted);
  const fader = createWallFader(sorted);
  const marks = createPointerMarks(map, theme);
  const signs = createSignLayer(map, theme, size.resolution());

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
  let look: Look = createLook(day.palette, camera.goalZoom(), size.resolution());
  const avatarContext = (): AvatarContext => ({
    renderer,
    scheme: look.palette.night ? 'dark' : 'light',
    highContrast: theme.highContrast,
    reducedMotion: theme.reducedMotion,
    resolution: size.resolution(),
    project,
  });
  const people = createPeopleLayer({ map, sorted, poseOf: options.poseOf, createView: createAvatarView, context: avatarContext() });

  const stage = new Container({ isRenderGroup: true });
  const world = new Container({ isRenderGroup: true });
  const cover = new Container();
  const over = new Container({ isRenderGroup: true });
  world.addChild(ground.root, light.sun.sprite, light.shade.sprite, marks.ground, people.ground);
  world.addChild(sorted.root, light.air.sprite, light.map.sprite, marks.top);
  over.addChild(signs.root, people.overlay);
  stage.addChild(world, cover, over);
  const guardBatches = createBatchGuard(renderer, [stage, world, over]);

  /** Signs and marks are as dark as the picture that they lie on: also by night in the light theme. */
  const nightly = (of: SceneTheme): SceneTheme => ({ ...of, scheme: look.palette.night ? 'dark' : 'light' });
  const looks = createLookSwitch({
    renderer,
    pictured: world,
    cover,
    layers: [ground, sorted],
    light,
    beforePicture: () => {
      sorted.upload();
      guardBatches();
    },
    onShown: (shown) => {
      const changed = shown.palette !== look.palette;
      look = shown;
      renderer.background.color = skyColour(look);
      if (changed) {
        people.setContext(avatarContext());
        signs.setTheme(nightly(theme), size.resolution());
        marks.setTheme(nightly(theme));
      }
    },
  });
  let wished = look;
  /** Bakes anew when the palette or the needed sharpness changed. */
  const reconsider = (): void => {
    const next = createLook(day.palette, camera.goalZoom(), size.resolution());
    if (next.scale === wished.scale && next.palette === wished.palette) return;
    wished = next;
    looks.set(next, theme.reducedMotion);
    refresh();
  };
  const refresh = (): void => {
    const view = camera.view();
    ground.show(view);
    sorted.show(view);
  };
  const changeLight = (): void => {
    day = daylightAt(hour, theme.scheme);
    reconsider();
    light.paint(wished, day, wished.palette !== look.palette);
    loop.request();
  };

  const followPerson = (): void => {
    if (followed === null) return;
    const at = people.placement(followed);
    if (at === null) return;
    fader.setCut(wallsToCut(rooms, model.walls, at));
    if (pannedFrom !== null && Math.hypot(at.x - pannedFrom.x, at.y - pannedFrom.y) > WALKED_TILES) pannedFrom = null;
    camera.track(pannedFrom === null ? project(at.x, at.y, at.z + HEAD_PX / 2) : null);
  };
  const step = (nowMs: number, dtMs: number): boolean => {
    const isAnimated = people.update(nowMs, camera.zoom());
    followPerson();
    let isMoving = camera.advance(dtMs) || people.isAnybodyWalking();
    isMoving = doors.advance(dtMs, theme.reducedMotion) || isMoving;
    isMoving = fader.advance(dtMs, theme.reducedMotion) || isMoving;
    isMoving = looks.advance(dtMs) || isMoving;
    sorted.arrange();
    const zoom = camera.zoom();
    const origin = camera.toScreen({ x: 0, y: 0 });
    const snap = (value: number): number => Math.round(value * size.resolution()) / size.resolution();
    for (const layer of [world, over]) {
      layer.scale.set(zoom);
      layer.position.set(snap(origin.x), snap(origin.y));
    }
    signs.setZoom(zoom);
    refresh();
    sorted.upload();
    guardBatches();
    size.prepare(nowMs, isMoving, slices.size() > 0, loop.lastFrameMs());
    renderer.render(stage);
    tickRenderer(nowMs);
    return isMoving || isAnimated;
  };
  const loop = createFrameLoop(step);

  const resize = (): void => {
    const previous = size.resolution();
    size.fit();
    camera.resize(host.clientWidth, host.clientHeight);
    if (size.resolution() !== previous) {
      people.setContext(avatarContext());
      signs.setTheme(nightly(theme), size.resolution());
    }
    reconsider();
    loop.request();
  };
  const observer = new ResizeObserver(resize);
  observer.observe(host);
  window.addEventListener('resize', resize, { signal: lifetime.signal });
  listenForPicks({
    canvas,
    map,
    camera,
    people,
    marks,
    signal: lifetime.signal,
    onPick: options.onPick,
    onHover: (id) => options.onHover?.(id),
    onPan: () => {
      const at = followed === null ? null : people.placement(followed);
      pannedFrom = at === null ? null : { x: at.x, y: at.y };
      camera.track(null);
    },
    onZoom: () => {
      reconsider();
      loop.request();
    },
    onChange: () => loop.request(),
  });

  looks.set(look, true);
  renderer.background.color = skyColour(look);
  light.paint(look, day, false);
  refresh();
  loop.request();

  return {
    setPeople: (next) => {
      people.setPeople(next);
      loop.request();
    },
    setDoors: (next) => {
      doors.setDoors(next);
      loop.request();
    },
    setSigns: (next) => {
      signs.setSigns(next);
      loop.request();
    },
    setTheme: (next) => {
      theme = next;
      camera.setReducedMotion(next.reducedMotion);
      marks.setTheme(nightly(next));
      signs.setTheme(nightly(next), size.resolution());
      people.setContext(avatarContext());
      changeLight();
    },
    setHour: (next) => {
      hour = next;
      changeLight();
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
    markTarget: (at) => {
      marks.setTarget(at);
      loop.request();
    },
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
      pannedFrom = null;
      const at = id === null ? null : people.placement(id);
      if (at === null) camera.track(null);
      else if (loop.frames() === 0) camera.jumpTo(project(at.x, at.y, at.z + HEAD_PX / 2));
      loop.request();
    },
    zoomBy: (factor) => {
      camera.stepZoom(factor > 1 ? 1 : -1, camera.middle());
      reconsider();
      loop.request();
    },
    resetCamera: () => {
      pannedFrom = null;
      camera.setZoom(fittingZoom());
      reconsider();
      loop.request();
    },
    screenOf: (id) => {
      const at = people.placement(id);
      if (at === null) return null;
      const head = camera.toScreen(project(at.x, at.y, at.z + (at.seatHeight > 0 ? at.seatHeight - 11 : 0) + HEAD_PX));
      const isOff = head.x < 0 || head.y < 0 || head.x > host.clientWidth || head.y > host.clientHeight;
      return isOff ? null : head;
    },
    stats: () => ({ frames: loop.frames(), lastFrameMs: loop.lastFrameMs(), waiting: slices.size() }),
    close: () => {
      lifetime.abort();
      loop.close();
      slices.close();
      closeDefer();
      observer.disconnect();
      size.close();
      looks.close();
      people.close();
      marks.close();
      signs.close();
      ground.close();
      sorted.close();
      light.close();
      renderer.destroy(true);
    },
  };
};
