/**
 * Where everybody is: sends my pose when it must be sent, and turns others' frames into poses to draw and poses to judge
 * by. Speaks on the presence lane; knows no map but the numbers of its seats.
 */
import type { PeerId } from '../../../domain/ids.ts';
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import { encodeAlive, encodePose, parsePresence, type PresenceWorld } from '../../../domain/presence/codec.ts';
import { createInterpolator, type Interpolator } from '../../../domain/presence/interpolation.ts';
import { type Liveness, livenessOf } from '../../../domain/presence/liveness.ts';
import { createSender, decideSend, type SenderState } from '../../../domain/presence/sender.ts';

type Remote = { readonly motion: Interpolator; heardAtMs: number };

export type PresenceExchange = {
  /** Says where I am, if it is time. Call it 12 times a second and whenever the pose changes abruptly. */
  readonly tell: (pose: AvatarPose, nowMs: number) => void;
  /** Somebody linked: they are told at once. */
  readonly greet: (peer: PeerId, pose: AvatarPose, nowMs: number) => void;
  /** @returns true if the picture must be drawn again. */
  readonly hear: (from: PeerId, data: unknown, nowMs: number) => boolean;
  readonly forget: (peer: PeerId) => void;
  /** For drawing: smooth, a little late. @returns whether it will change by itself. */
  readonly drawnPose: (peer: PeerId, nowMs: number, out: { pose: AvatarPose }) => boolean;
  /** For rules: the newest that was heard. */
  readonly latestPose: (peer: PeerId) => AvatarPose | null;
  readonly liveness: (peer: PeerId, nowMs: number) => Liveness;
};

export type PresenceOptions = {
  readonly world: PresenceWorld;
  /** To everyone who is linked. */
  readonly broadcast: (data: ArrayBuffer) => void;
  readonly send: (peer: PeerId, data: ArrayBuffer) => void;
};

export const createPresenceExchange = ({ world, broadcast, send }: PresenceOptions): PresenceExchange => {
  let sender: SenderState = createSender();
  const remotes = new Map<PeerId, Remote>();
  return {
    tell: (pose, nowMs) => {
      const decision = decideSend(sender, pose, nowMs);
      sender = decision.state;
      if (decision.send === 'pose') broadcast(encodePose(pose, sender.seq, nowMs, world));
      else if (decision.send === 'alive') broadcast(encodeAlive(sender.seq));
    },
    greet: (peer, pose, nowMs) => send(peer, encodePose(pose, sender.seq, nowMs, world)),
    hear: (from, data, nowMs) => {
      const frame = parsePresence(data, world);
      if (frame === null) return false;
      const remote = remotes.get(from);
      if (remote !== undefined) remote.heardAtMs = nowMs;
      if (frame.kind === 'alive') return false;
      const known = remote ?? { motion: createInterpolator(), heardAtMs: nowMs };
      if (remote === undefined) remotes.set(from, known);
      return known.motion.push(frame, nowMs);
    },
    forget: (peer) => void remotes.delete(peer),
    drawnPose: (peer, nowMs, out) => remotes.get(peer)?.motion.poseAt(nowMs, out) ?? false,
    latestPose: (peer) => remotes.get(peer)?.motion.latest() ?? null,
    liveness: (peer, nowMs) => {
      const remote = remotes.get(peer);
      return remote === undefined ? 'gone' : livenessOf(remote.heardAtMs, nowMs);
    },
  };
};
