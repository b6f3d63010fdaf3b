import { afterEach, describe, expect, it } from 'vitest';
import { seatId } from '../../domain/ids.ts';
import type { AvatarPose } from '../../domain/presence/avatar.ts';
import { createSeatTable } from '../../domain/world/objects.ts';
import { OFFICE } from '../../domain/world/office/office.ts';
import { DOORS } from '../../domain/world/office/shell.ts';
import { createScene } from './create-scene.ts';
import type { Scene, ScenePerson, ScenePick } from './scene.ts';

const LOOK = {
  body: 1,
  skin: 2,
  hair: 1,
  hairColour: 1,
  outfit: 0,
  topColour: 3,
  accentColour: 1,
  legsColour: 2,
  hat: 0,
  hatColour: 0,
  glasses: false,
  beard: false,
} as const;
const person = (id: string): ScenePerson => ({
  id,
  name: id,
  look: LOOK,
  status: 'available',
  isSelf: id === 'self',
  speaking: false,
  muted: false,
  talking: false,
  handUp: false,
  typing: false,
  faint: false,
});
const idle = (x: number, y: number): AvatarPose => ({ x, y, facing: 2, motion: 'idle', seat: null });

type Opened = {
  readonly scene: Scene;
  readonly host: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly picks: ScenePick[];
  readonly poses: Map<string, AvatarPose>;
};
const open: Opened[] = [];
const openScene = async (): Promise<Opened> => {
  const host = document.createElement('div');
  Object.assign(host.style, { position: 'fixed', inset: '0 auto auto 0', width: '640px', height: '480px' });
  document.body.append(host);
  const picks: ScenePick[] = [];
  const poses = new Map([
    ['self', idle(13.5, 13.2)],
    ['ana', idle(15, 11.5)],
  ]);
  const scene = await createScene({
    host,
    map: OFFICE,
    theme: { scheme: 'light', highContrast: false, reducedMotion: true },
    poseOf: (id, _nowMs, out) => {
      out.pose = poses.get(id) ?? out.pose;
      return false;
    },
    onPick: (pick) => picks.push(pick),
  });
  const canvas = host.querySelector('canvas');
  if (canvas === null) throw new Error('The scene puts a canvas into its host');
  scene.setPeople([person('self'), person('ana')]);
  scene.follow('self');
  const opened = { scene, host, canvas, picks, poses };
  open.push(opened);
  return opened;
};

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
/** Nothing left to paint, and no frame for a fifth of a second. */
const settled = async (scene: Scene): Promise<void> => {
  for (let frames = -1; ;) {
    await pause(200);
    const stats = scene.stats();
    if (stats.waiting === 0 && stats.frames > 0 && stats.frames === frames) return;
    frames = stats.frames;
  }
};
/** What a drawn frame shows, averaged over the whole canvas. */
const meanColour = async ({ scene, canvas }: Opened): Promise<[number, number, number]> => {
  scene.wake();
  await new Promise((done) => requestAnimationFrame(done));
  const copy = new OffscreenCanvas(1, 1);
  const ctx = copy.getContext('2d');
  if (ctx === null) throw new Error('No 2D context');
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(canvas, 0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = ctx.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
};
const pointer = (canvas: HTMLCanvasElement, type: string, x: number, y: number): void => {
  const box = canvas.getBoundingClientRect();
  const init = { pointerId: 1, pointerType: 'mouse', button: 0, bubbles: true, clientX: box.left + x, clientY: box.top + y };
  canvas.dispatchEvent(new PointerEvent(type, init));
};
const tap = (canvas: HTMLCanvasElement, x: number, y: number): void => {
  // A scripted pointer cannot be captured: only real ones can.
  canvas.setPointerCapture = () => undefined;
  pointer(canvas, 'pointerdown', x, y);
  pointer(canvas, 'pointerup', x, y);
};

afterEach(() => {
  for (const { scene, host } of open.splice(0)) {
    scene.close();
    host.remove();
  }
});

describe('scene', () => {
  it('draws the office, and then nothing while nothing moves', async () => {
    const opened = await openScene();
    await settled(opened.scene);
    const [r, g, b] = await meanColour(opened);
    expect(Math.max(r, g, b)).toBeGreaterThan(120);
    await settled(opened.scene);
    const before = opened.scene.stats().frames;
    await pause(2000);
    expect(opened.scene.stats().frames).toBe(before);
  });

  it('draws when somebody moves, until they stand', async () => {
    const { scene, poses } = await openScene();
    await settled(scene);
    const before = scene.screenOf('ana');
    poses.set('ana', idle(16, 12.5));
    scene.wake();
    await settled(scene);
    expect(scene.screenOf('ana')?.y).toBeGreaterThan(before?.y ?? 1e6);
  });

  it('is darker by night and in the dark theme', async () => {
    const opened = await openScene();
    await settled(opened.scene);
    const day = (await meanColour(opened))[0];
    opened.scene.setHour(23);
    await settled(opened.scene);
    const night = (await meanColour(opened))[0];
    opened.scene.setHour(12);
    opened.scene.setTheme({ scheme: 'dark', highContrast: false, reducedMotion: true });
    await settled(opened.scene);
    const dark = (await meanColour(opened))[0];
    expect(night).toBeLessThan(day * 0.6);
    expect(dark).toBeLessThan(day * 0.7);
  });

  it('says what was tapped: a person, a seat, a door, floor, floor twice', async () => {
    const { scene, canvas, picks, poses } = await openScene();
    await settled(scene);
    const ana = scene.screenOf('ana');
    tap(canvas, ana?.x ?? 0, (ana?.y ?? 0) + 14);
    expect(picks.at(-1)).toMatchObject({ kind: 'person', id: 'ana' });
    const seat = createSeatTable(OFFICE).byId.get(seatId('high-stool-0/0'));
    poses.set('self', { x: seat?.at.x ?? 0, y: seat?.at.y ?? 0, facing: 2, motion: 'sitting', seat: seatId('high-stool-0/0') });
    scene.wake();
    await settled(scene);
    const head = scene.screenOf('self');
    expect(head).not.toBeNull();
    poses.set('self', idle(3, 18));
    scene.follow(null);
    scene.wake();
    await settled(scene);
    tap(canvas, head?.x ?? 0, (head?.y ?? 0) + 33);
    expect(picks.at(-1)).toMatchObject({ kind: 'seat', seat: 'high-stool-0/0' });
    scene.follow('ana');
    await settled(scene);
    const near = scene.screenOf('ana');
    tap(canvas, (near?.x ?? 0) - 60, (near?.y ?? 0) + 40);
    expect(picks.at(-1)).toMatchObject({ kind: 'floor', double: false });
    tap(canvas, (near?.x ?? 0) - 60, (near?.y ?? 0) + 40);
    expect(picks.at(-1)).toMatchObject({ kind: 'floor', double: true });
    poses.set('ana', idle(17.8, 6.6));
    scene.wake();
    await settled(scene);
    const atDoor = scene.screenOf('ana');
    tap(canvas, atDoor?.x ?? 0, (atDoor?.y ?? 0) - 14);
    expect(picks.at(-1)).toMatchObject({ kind: 'door', door: DOORS.fern });
  });

  it('pans with the pointer, and returns to a person who walks', async () => {
    const { scene, canvas, poses } = await openScene();
    await settled(scene);
    const before = scene.screenOf('self');
    canvas.setPointerCapture = () => undefined;
    pointer(canvas, 'pointerdown', 300, 240);
    pointer(canvas, 'pointermove', 360, 270);
    pointer(canvas, 'pointermove', 440, 300);
    pointer(canvas, 'pointerup', 440, 300);
    await settled(scene);
    expect((scene.screenOf('self')?.x ?? 0) - (before?.x ?? 0)).toBeCloseTo(140, -1);
    poses.set('self', idle(13.8, 13.2));
    scene.wake();
    await settled(scene);
    expect(Math.abs((scene.screenOf('self')?.x ?? 0) - (before?.x ?? 0))).toBeLessThan(70);
  });

  it('zooms in steps and keeps the followed person in view', async () => {
    const { scene } = await openScene();
    await settled(scene);
    for (let i = 0; i < 8; i++) scene.zoomBy(1.25);
    await settled(scene);
    expect(scene.screenOf('self')).not.toBeNull();
    scene.setInsets({ top: 0, right: 300, bottom: 0, left: 0 });
    await settled(scene);
    expect(scene.screenOf('self')?.x).toBeLessThan(340);
  });

  it('draws again after the GPU lost everything', async () => {
    const opened = await openScene();
    await settled(opened.scene);
    const [before] = await meanColour(opened);
    const lose = opened.canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    const restored = new Promise((done) => opened.canvas.addEventListener('webglcontextrestored', done, { once: true }));
    const lost = new Promise((done) => opened.canvas.addEventListener('webglcontextlost', done, { once: true }));
    lose?.loseContext();
    await lost;
    // Restoring is allowed only after the event of the loss has gone round.
    await pause(0);
    lose?.restoreContext();
    await restored;
    await settled(opened.scene);
    expect((await meanColour(opened))[0]).toBeCloseTo(before, -1);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { scene, host } = await openScene();
    open.pop();
    scene.close();
    expect(host.childElementCount).toBe(0);
    host.remove();
  });
});
