/**
 * A hundred people walking on 64 × 64 tiles, drawn by the scene (`?variant=scene`) or by the naive way beside it
 * (`?variant=naive`: everything sorted and painted anew in each frame). Both report main-thread ms for each frame.
 */
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import { project } from '../../../domain/world/projection.ts';
import { createScene } from '../../../web/scene/create-scene.ts';
import { createDepthOrder } from '../../../web/scene/depth/depth-order.ts';
import { buildModel } from '../../../web/scene/model.ts';
import { paintGround } from '../../../web/scene/paint/ground.ts';
import { PALETTES, createColours } from '../../../web/scene/paint/palette.ts';
import { bodySolid } from '../../../web/scene/people-layer.ts';
import type { ScenePerson } from '../../../web/scene/scene.ts';
import { bigMap, walkerPose } from './big-map.ts';
import { PEOPLE } from './people.ts';

const query = new URLSearchParams(location.search);
const count = Number(query.get('count') ?? 100);
const host = document.querySelector<HTMLElement>('#host');
if (host === null) throw new Error('The page has a host');
const map = bigMap();
const times: number[] = [];
let isWalking = true;

const person = (index: number): ScenePerson => {
  const like = PEOPLE[index % PEOPLE.length]?.person;
  if (like === undefined) throw new Error('There are people to look like');
  return { ...like, id: `p${index}`, name: `Person ${index}`, isSelf: index === 0, speaking: false, talking: false };
};

const runScene = async (): Promise<void> => {
  const scene = await createScene({
    host,
    map,
    theme: { scheme: 'light', highContrast: false, reducedMotion: false },
    poseOf: (id, nowMs, out) => {
      const pose = walkerPose(Number(id.slice(1)), count, isWalking ? nowMs : 0);
      out.pose = isWalking ? pose : { ...pose, motion: 'idle' };
      return isWalking;
    },
    onPick: () => undefined,
  });
  scene.setPeople(Array.from({ length: count }, (_, i) => person(i)));
  // The smallest zoom: as much of the map as a large window shows, for a software GL that pays by the pixel.
  for (let i = 0; i < 4; i++) scene.zoomBy(0.5);
  let seen = 0;
  const watch = (): void => {
    const { frames, lastFrameMs } = scene.stats();
    if (frames !== seen) times.push(lastFrameMs);
    seen = frames;
    if (isWalking) requestAnimationFrame(watch);
  };
  watch();
  Object.assign(window, { scene });
};

const runNaive = (): void => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [host.clientWidth, host.clientHeight];
  host.append(canvas);
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('No 2D context');
  const model = buildModel(map);
  const palette = PALETTES.day;
  const brush = { ctx, palette, colour: createColours(palette) };
  const middle = project(map.width / 2, map.depth / 2);
  const zoom = 0.6;
  const [left, top] = [middle.x - canvas.width / zoom / 2, middle.y - canvas.height / zoom / 2];
  const part = { left, top, right: left + canvas.width / zoom, bottom: top + canvas.height / zoom };
  const frame = (): void => {
    const start = performance.now();
    const poses: AvatarPose[] = Array.from({ length: count }, (_, i) => walkerPose(i, count, start));
    const bodies = poses.map((pose) => bodySolid({ ...pose, z: 0, seatHeight: 0 }));
    const order = createDepthOrder([...model.standing, ...bodies]).order();
    ctx.setTransform(zoom, 0, 0, zoom, -left * zoom, -top * zoom);
    paintGround(brush, model, part, zoom);
    for (const entry of order) {
      const thing = model.standing[entry];
      const pose = poses[entry - model.standing.length];
      if (thing !== undefined) {
        if (thing.originX + thing.extent.right < part.left || thing.originX + thing.extent.left > part.right) continue;
        if (thing.originY + thing.extent.bottom < part.top || thing.originY + thing.extent.top > part.bottom) continue;
        ctx.save();
        ctx.translate(thing.originX, thing.originY);
        thing.paint(brush);
        ctx.restore();
      } else if (pose !== undefined) {
        const foot = project(pose.x, pose.y);
        ctx.fillStyle = '#2f6f62';
        ctx.beginPath();
        ctx.roundRect(foot.x - 8, foot.y - 44, 16, 44, 8);
        ctx.fill();
      }
    }
    times.push(performance.now() - start);
    if (isWalking) requestAnimationFrame(frame);
  };
  frame();
};

if (query.get('variant') === 'naive') runNaive();
else await runScene();
Object.assign(window, {
  times,
  rest: () => {
    isWalking = false;
  },
  isReady: true,
});
