/**
 * What a session does twelve times a second (four times while nothing moves), hidden or not: the own avatar moves on, a
 * follower follows, positions go out and to the spatial worker, views and sound follow at their own pace. Decides nothing that a part does not decide itself.
 */
import type { PeerId } from '../../../domain/ids.ts';
import { mustStandUp, type SeatClaim } from '../../../domain/world/occupancy.ts';
import { keepResume } from '../resume.ts';
import { rosterMessage, type Speaker } from './roster.ts';
import type { SessionCore } from './session-core.ts';

/** Views follow at a quarter of the ticks' rate: what a person reads need not change faster. All a little less than meant: ticks may be early. */
const VIEW_EVERY_MS = 240;
const RESUME_EVERY_MS = 990;
const ROSTER_EVERY_MS = 1990;
/** Who came in meets those who were there within this time. */
const SETTLING_MS = 5000;
const ELBOW_TILES = 0.5;

export type RhythmOptions = {
  readonly placeId: string;
  readonly speakers: () => readonly Speaker[];
  readonly update: () => void;
  readonly updateMedia: () => void;
};

export type Rhythm = { readonly tick: (nowMs: number) => void; readonly keepForReload: () => void };

export const createRhythm = (core: SessionCore, options: RhythmOptions): Rhythm => {
  const { state, driver, peers, roster, presence, spatial, picture } = core;
  const due = { view: -Infinity, resume: -Infinity, roster: -Infinity };
  const isDue = (what: keyof typeof due, everyMs: number, nowMs: number): boolean => {
    if (nowMs - due[what] < everyMs) return false;
    due[what] = nowMs;
    return true;
  };
  let hasMadeRoom = false;

  const claims = (): SeatClaim[] =>
    [...peers.all.peek()].flatMap(([peer, { profile }]) => {
      const seat = core.poseOf(peer)?.seat ?? null;
      return seat === null || profile === null ? [] : [{ peer, seat, enteredAt: profile.enteredAt }];
    });
  const keepSeat = (): void => {
    const { seat } = driver.pose();
    const enteredAt = core.enteredAt.peek();
    // with a steward, its word counts; without one everybody comes to the same by themselves
    if (seat === null || enteredAt === null || core.room.peek()?.judgesMySeat() === true) return;
    if (!mustStandUp({ peer: core.link.selfId, seat, enteredAt }, claims())) return;
    driver.standUp();
    core.notify('seat-taken', 'info');
    picture.wake();
  };
  const keepForReload = (): void => {
    const enteredAt = core.enteredAt.peek();
    if (enteredAt === null) return;
    const { x, y, facing, seat } = driver.pose();
    const microphone = state.microphone.peek().status === 'on';
    const camera = state.camera.peek().status === 'on';
    keepResume({ placeId: options.placeId, x, y, facing, seat, microphone, camera, enteredAt, atMs: Date.now() });
  };
  /** Somebody turns out to stand where I appeared: whoever came later steps aside, once. */
  const makeRoom = (): void => {
    const enteredAt = core.enteredAt.peek();
    if (enteredAt === null || hasMadeRoom || Date.now() - enteredAt > SETTLING_MS) return;
    // who is on their way already makes room by going
    if (driver.isMoving()) {
      hasMadeRoom = true;
      return;
    }
    const own = driver.pose();
    for (const [peer, { profile }] of peers.all.peek()) {
      const other = core.poseOf(peer);
      if (profile === null || other === null || Math.hypot(other.x - own.x, other.y - own.y) > ELBOW_TILES) continue;
      const isLater = profile.enteredAt < enteredAt || (profile.enteredAt === enteredAt && peer < core.link.selfId);
      if (!isLater) continue;
      hasMadeRoom = true;
      driver.walkBeside(other, core.othersAt());
      return picture.wake();
    }
  };
  const followLeader = (nowMs: number): void => {
    const leader = state.self.peek().following;
    const pose = leader === null ? null : core.poseOf(leader);
    if (pose === null) return;
    driver.keepNear(pose, core.othersAt(), nowMs);
    if (driver.isMoving()) picture.wake();
  };
  const tellOthersOfOthers = (nowMs: number): void => {
    roster.expire(nowMs);
    const isHere = (peer: PeerId): boolean => peers.all.peek().has(peer) || roster.members().has(peer);
    for (const peer of spatial.peers()) if (!isHere(peer)) spatial.leave(peer);
    if (roster.members().size > 0) peers.broadcast(rosterMessage(options.speakers(), roster.members().values(), nowMs));
  };

  const tick = (nowMs: number): void => {
    driver.advanceTo(nowMs);
    followLeader(nowMs);
    const isInside = core.isInside.peek();
    core.room.peek()?.tick(nowMs);
    if (isInside) {
      keepSeat();
      makeRoom();
      presence.tell(driver.pose(), nowMs);
      if (!driver.isMoving()) picture.markTarget(null);
    }
    spatial.sendPositions(isInside ? driver.pose() : { x: Number.NaN, y: Number.NaN }, core.poseOf);
    options.updateMedia();
    if (isDue('view', VIEW_EVERY_MS, nowMs)) options.update();
    if (isDue('resume', RESUME_EVERY_MS, nowMs)) keepForReload();
    if (isDue('roster', ROSTER_EVERY_MS, nowMs)) tellOthersOfOthers(nowMs);
  };
  return { tick, keepForReload };
};
