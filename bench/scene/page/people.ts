/** Sixteen people at home in the office, for pictures and for the bench: looks, poses and what they do. */
import { seatId } from '../../../domain/ids.ts';
import type { AvatarLook, AvatarPose, Status } from '../../../domain/presence/avatar.ts';
import { createSeatTable } from '../../../domain/world/objects.ts';
import { OFFICE } from '../../../domain/world/office/office.ts';
import type { Facing } from '../../../domain/world/map.ts';
import type { ScenePerson } from '../../../web/scene/scene.ts';

const look = (numbers: readonly number[], more: Partial<AvatarLook> = {}): AvatarLook => {
  const [
    body = 1,
    skin = 0,
    hair = 0,
    hairColour = 0,
    outfit = 0,
    topColour = 0,
    accentColour = 0,
    legsColour = 0,
    hat = 0,
    hatColour = 0,
  ] = numbers;
  return {
    body,
    skin,
    hair,
    hairColour,
    outfit,
    topColour,
    accentColour,
    legsColour,
    hat,
    hatColour,
    glasses: false,
    beard: false,
    ...more,
  };
};

type Entry = { readonly person: ScenePerson; readonly pose: AvatarPose };
const seats = createSeatTable(OFFICE);

const entry = (
  name: string,
  where: { x: number; y: number; facing: Facing } | string,
  chosen: AvatarLook,
  more: Partial<ScenePerson> = {},
): Entry => {
  const person: ScenePerson = {
    id: name === 'You' ? 'self' : name.toLowerCase(),
    name,
    look: chosen,
    status: 'available' satisfies Status,
    isSelf: name === 'You',
    speaking: false,
    muted: false,
    talking: false,
    handUp: false,
    typing: false,
    faint: false,
    ...more,
  };
  if (typeof where !== 'string') return { person, pose: { ...where, motion: 'idle', seat: null } };
  const seat = seats.byId.get(seatId(where));
  if (seat === undefined) throw new Error(`No seat ${where}`);
  return { person, pose: { x: seat.at.x, y: seat.at.y, facing: seat.facing, motion: 'sitting', seat: seat.id } };
};

export const PEOPLE: readonly Entry[] = [
  entry('Ana', { x: 15.2, y: 11.3, facing: 0 }, look([1, 2, 2, 1, 0, 3, 1, 2]), { speaking: true, talking: true }),
  entry('Kofi', { x: 17.3, y: 10.9, facing: 4 }, look([2, 8, 0, 0, 1, 0, 2, 4]), { talking: true }),
  entry('Mira', { x: 22.9, y: 15.2, facing: 3 }, look([0, 5, 1, 0, 0, 4, 0, 1]), { speaking: true, status: 'busy' }),
  entry('Lars', 'beanbag-0/0', look([1, 0, 0, 4, 0, 6, 0, 2])),
  entry('Noor', 'beanbag-2/0', look([0, 5, 2, 0, 0, 1, 0, 5])),
  entry('Jun', 'desk-chair-0/0', look([1, 1, 0, 0, 2, 0, 6, 2, 4]), { status: 'dnd' }),
  entry('Elif', 'desk-chair-2/0', look([0, 2, 4, 3, 0, 5, 0, 2], { glasses: true })),
  entry('Tom', 'desk-chair-4/0', look([1, 1, 3, 3, 3, 7, 0, 2])),
  entry('Iris', 'harbour-chair-1/0', look([1, 7, 3, 0, 0, 3, 0, 2]), { status: 'busy', speaking: true }),
  entry('Ben', 'harbour-chair-3/0', look([2, 0, 0, 5, 0, 6, 0, 1]), { status: 'busy' }),
  entry('Sol', 'sofa-teal/1', look([1, 7, 6, 0, 0, 0, 0, 3, 1, 3])),
  entry('Rui', { x: 11.6, y: 6.9, facing: 1 }, look([1, 2, 0, 0, 1, 2, 0, 4], { beard: true })),
  entry('Yuki', { x: 7.05, y: 1.7, facing: 7 }, look([0, 1, 1, 0, 0, 6, 0, 8])),
  entry('Olu', { x: 2.7, y: 9.6, facing: 2 }, look([2, 8, 3, 0, 0, 4, 0, 8, 3, 3]), { status: 'away' }),
  entry('You', { x: 13.6, y: 13.6, facing: 1 }, look([1, 2, 4, 1, 4, 2, 3, 1]), { talking: true }),
  entry('Vera', 'library-chair-0/0', look([1, 0, 4, 5, 0, 8, 0, 4], { glasses: true })),
];
