/**
 * Gestures on the canvas turned into picks, hover marks and camera moves. Decides nothing about what a pick does.
 */
import type { PlaceMap } from '../../../domain/world/map.ts';
import { createSeatTable } from '../../../domain/world/objects.ts';
import type { Camera, XY } from '../camera/camera.ts';
import type { PointerMarks } from '../marks/pointer-marks.ts';
import type { PeopleLayer } from '../people-layer.ts';
import type { ScenePick } from '../scene.ts';
import { listenForGestures } from './gestures.ts';
import { type Hit, pickAt } from './pick.ts';

const TOUCH_SLACK_PX = 10;

export type InteractionOptions = {
  readonly canvas: HTMLCanvasElement;
  readonly map: PlaceMap;
  readonly camera: Camera;
  readonly people: PeopleLayer;
  readonly marks: PointerMarks;
  readonly signal: AbortSignal;
  readonly onPick: (pick: ScenePick) => void;
  readonly onHover: (id: string | null) => void;
  /** The viewer took the camera in hand. */
  readonly onPan: () => void;
  readonly onZoom: () => void;
  /** Something changed on screen. */
  readonly onChange: () => void;
};

const pickOf = (hit: Hit, screen: XY, double: boolean): ScenePick => {
  if (hit.kind === 'floor') return { kind: 'floor', at: hit.at, double };
  if (hit.kind === 'seat') return { kind: 'seat', seat: hit.seat, object: hit.object };
  if (hit.kind === 'door') return { kind: 'door', door: hit.door, screen };
  return { kind: 'person', id: hit.id, screen };
};

export const listenForPicks = (options: InteractionOptions): void => {
  const { canvas, map, camera, people, marks, signal, onChange } = options;
  const { seats, byId } = createSeatTable(map);
  let hovered = '';

  const hitAt = (at: XY, touch: boolean): Hit | null =>
    pickAt({ map, seats, people: people.all() }, camera.toWorld(at), touch ? TOUCH_SLACK_PX / camera.zoom() : 0);
  const hover = (hit: Hit | null): void => {
    const key = hit === null ? '' : hit.kind === 'person' ? hit.id : hit.kind === 'door' ? hit.door : hit.kind === 'seat' ? hit.seat : '';
    if (key === hovered) return;
    hovered = key;
    const person = hit?.kind === 'person' ? hit.id : null;
    people.hover(person);
    marks.showSeat(hit?.kind === 'seat' ? (byId.get(hit.seat) ?? null) : null);
    marks.showDoor(hit?.kind === 'door' ? (map.doors.find(({ id }) => id === hit.door) ?? null) : null);
    canvas.style.cursor = key === '' ? '' : 'pointer';
    options.onHover(person);
    onChange();
  };

  listenForGestures(
    canvas,
    {
      onTap: (at, { double, touch }) => {
        const hit = hitAt(at, touch);
        if (hit !== null) options.onPick(pickOf(hit, at, double));
      },
      onDrag: (dx, dy) => {
        options.onPan();
        camera.pan(dx, dy);
        onChange();
      },
      onDragging: (dragging) => {
        canvas.style.cursor = dragging ? 'grabbing' : '';
        hovered = '';
      },
      onPinch: (factor, at) => {
        camera.zoomAround(factor, at);
        onChange();
      },
      onPinchEnd: (at) => {
        camera.settle(at);
        options.onZoom();
      },
      onNotch: (direction, at) => {
        camera.stepZoom(direction, at);
        options.onZoom();
      },
      onHover: (at) => hover(at === null ? null : hitAt(at, false)),
    },
    signal,
  );
};
