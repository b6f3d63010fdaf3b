/**
 * How much of my pictures and my voice each receiver of a mesh gets. Audio before video: pictures are lowered first, those
 * shown small or far away before the rest, cameras before screens; then left out; only then is the voice made thinner.
 * Pure; what varies in time (load, loss, uplink) comes in through the ladder (`media-ladder.ts`), applied by `web/media`.
 * On an SFU nobody needs this: simulcast and the SFU decide per receiver there.
 */
import { LadderCause, type MediaLadder } from './media-ladder.ts';
import { AUDIO_RUNGS, type AudioLimit, type PictureKind, rungForHeight, rungForPeople, rungsOf, type VideoLimit } from './media-rungs.ts';

export type MediaReceiver = {
  readonly peer: string;
  /** At what height my picture is shown there, in device pixels; 0 is not at all, null is not known. */
  readonly cameraHeight: number | null;
  readonly screenHeight: number | null;
  readonly distanceTiles: number;
};

export type BudgetInput = {
  /** Everybody who gets media from me over the mesh now. */
  readonly receivers: readonly MediaReceiver[];
  /** What I send at all. */
  readonly sends: { readonly camera: boolean; readonly screen: boolean };
  readonly ladder: Pick<MediaLadder, 'steps' | 'cause' | 'leavesOut' | 'uplinkKbps'>;
};

/** Null: that picture is not sent to this receiver. */
export type MediaLimits = { readonly audio: AudioLimit; readonly camera: VideoLimit | null; readonly screen: VideoLimit | null };

/** What the budget did, best first. */
export const MediaLevel = { Full: 'full', Reduced: 'reduced', PartlyAudio: 'partly-audio', AudioOnly: 'audio-only' } as const;
export type MediaLevel = (typeof MediaLevel)[keyof typeof MediaLevel];

export type BudgetReason = 'none' | 'people' | 'uplink' | LadderCause;

export type MediaBudget = {
  readonly limits: ReadonlyMap<string, MediaLimits>;
  /** "Video reduced: 9 people, 1.2 Mbit/s up" is `level`, `people`, `upKbps`; `reason` says why. */
  readonly level: MediaLevel;
  readonly reason: BudgetReason;
  readonly people: number;
  /** What all of it may take together, at most. */
  readonly upKbps: number;
  /** For the ladder: from `softSteps` on pictures are left out, at `maxSteps` there are none. */
  readonly softSteps: number;
  readonly maxSteps: number;
  /** Nothing is left to lower and it is still too much: fewer people must be linked. */
  readonly shrinkShard: boolean;
};

/** Of a measured uplink, so that signaling, steps and resent packets have room too. */
const USABLE = 0.85;

type Picture = { readonly peer: string; readonly kind: PictureKind; readonly wished: number; rung: number };

/** Shown small, then far, then by id, so that every tab decides alike. */
const leastFirst =
  (kind: PictureKind) =>
  (a: MediaReceiver, b: MediaReceiver): number =>
    (shownHeight(a, kind) ?? Infinity) - (shownHeight(b, kind) ?? Infinity) ||
    b.distanceTiles - a.distanceTiles ||
    (a.peer < b.peer ? -1 : 1);

const shownHeight = (receiver: MediaReceiver, kind: PictureKind): number | null =>
  kind === 'camera' ? receiver.cameraHeight : receiver.screenHeight;

const picturesOf = (kind: PictureKind, { receivers, sends }: BudgetInput): Picture[] =>
  sends[kind]
    ? receivers
        .filter((receiver) => shownHeight(receiver, kind) !== 0)
        .toSorted(leastFirst(kind))
        .map((receiver) => {
          const wished = rungForHeight(kind, shownHeight(receiver, kind));
          return { peer: receiver.peer, kind, wished, rung: Math.max(wished, rungForPeople(receivers.length)) };
        })
    : [];

/** One entry for each rung that a picture can be lowered, in the order in which that is done: rounds, least first. */
const lowerings = (pictures: readonly Picture[]): Picture[] => {
  const spare = pictures.map((picture) => rungsOf(picture.kind).length - 1 - picture.rung);
  const rounds = Math.max(0, ...spare);
  return Array.from({ length: rounds }, (_, round) => pictures.filter((__, i) => (spare[i] as number) > round)).flat();
};

const limitOf = (picture: Picture): VideoLimit | null => rungsOf(picture.kind)[picture.rung] ?? null;
const kbpsOf = (pictures: readonly Picture[]): number => pictures.reduce((sum, picture) => sum + (limitOf(picture)?.maxKbps ?? 0), 0);

const levelOf = (pictures: readonly Picture[]): MediaLevel => {
  const left = pictures.filter((picture) => limitOf(picture) !== null).length;
  if (pictures.length > 0 && left === 0) return MediaLevel.AudioOnly;
  if (left < pictures.length) return MediaLevel.PartlyAudio;
  return pictures.some((picture) => picture.rung > picture.wished) ? MediaLevel.Reduced : MediaLevel.Full;
};

export const mediaBudget = (input: BudgetInput): MediaBudget => {
  const { receivers, ladder } = input;
  const people = receivers.length;
  const usableKbps = ladder.uplinkKbps === null ? Infinity : ladder.uplinkKbps * USABLE;
  const cameras = picturesOf('camera', input);
  const screens = picturesOf('screen', input);
  const pictures = [...cameras, ...screens];
  const smaller = [...lowerings(cameras), ...lowerings(screens)];
  const order = [...smaller, ...pictures];

  // One step of the ladder is half of the receivers, one rung each.
  const perStep = Math.max(1, people / 2);
  const lowerable = ladder.leavesOut ? order.length : smaller.length;
  const byLadder = Math.min(lowerable, Math.ceil(ladder.steps * perStep));
  const lower = (picture: Picture): void => void (picture.rung += 1);
  let audioRung = rungForPeople(people);
  const total = (): number => kbpsOf(pictures) + people * (AUDIO_RUNGS[audioRung] as AudioLimit).maxKbps;

  order.slice(0, byLadder).forEach(lower);
  let lowered = byLadder;
  for (; lowered < order.length && total() > usableKbps; lowered += 1) lower(order[lowered] as Picture);
  const thickest = audioRung;
  while (audioRung < AUDIO_RUNGS.length - 1 && total() > usableKbps) audioRung += 1;

  const level = levelOf(pictures);
  const byUplink = lowered > byLadder || audioRung > thickest;
  const maxSteps = Math.ceil(order.length / perStep);
  const limitFor = (list: readonly Picture[]) => new Map(list.map((picture) => [picture.peer, limitOf(picture)]));
  const [camera, screen] = [limitFor(cameras), limitFor(screens)];
  const audio = AUDIO_RUNGS[audioRung] as AudioLimit;
  return {
    limits: new Map(
      receivers.map(({ peer }) => [peer, { audio, camera: camera.get(peer) ?? null, screen: screen.get(peer) ?? null }] as const),
    ),
    level,
    reason: byUplink ? 'uplink' : byLadder > 0 ? ladder.cause : level === MediaLevel.Full ? 'none' : 'people',
    people,
    upKbps: total(),
    softSteps: Math.floor(smaller.length / perStep),
    maxSteps,
    shrinkShard: people > 1 && ((ladder.leavesOut && ladder.steps > maxSteps) || total() > usableKbps),
  };
};
