/** Who is inside, and who of them is in my room: linked peers that told who they are and where. Pure readings of a session. */
import type { Candidate } from '../../../../domain/policy/steward/election.ts';
import type { Person } from '../../../../domain/policy/steward/sight.ts';
import type { RoomCore } from './room-core.ts';

/** Everybody inside whom I am linked with, and I; nobody while I am in the lobby. */
export const peopleInside = (core: RoomCore): readonly Person[] => {
  const enteredAt = core.enteredAt.peek();
  if (enteredAt === null) return [];
  const { x, y } = core.driver.pose();
  const people: Person[] = [{ peer: core.link.selfId, enteredAt, x, y, seat: core.driver.claimedSeat(), zone: core.zoneAt(x, y) }];
  for (const [peer, { profile }] of core.peers.all.peek()) {
    const pose = core.poseOf(peer);
    if (profile === null || pose === null) continue;
    people.push({ peer, enteredAt: profile.enteredAt, x: pose.x, y: pose.y, seat: pose.seat, zone: core.zoneAt(pose.x, pose.y) });
  }
  return people;
};

/** The scope of one conversation and one mode: a closed zone, or all that is open. */
export const membersOf = (core: RoomCore, people: readonly Person[], room: string): readonly Candidate[] =>
  people.filter((p) => p.peer === core.link.selfId || core.roomAt(p.x, p.y) === room).map(({ peer, enteredAt }) => ({ peer, enteredAt }));
