/**
 * With whom I want to talk, and with whom to be linked: what proximity says, less those who are not to be disturbed, are
 * myself, or are more than my line carries. Judges anew when somebody moves, and when one of these reasons changes.
 */
import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals-core';
import type { PeerId } from '../../../domain/ids.ts';
import type { Media } from '../../media/media.ts';
import type { SessionCore } from './session-core.ts';

export type CallJudgeOptions = {
  /** My own identity, which may be here in another tab. */
  readonly identity: string;
  /** Is it known by which way this room talks? */
  readonly isSettled: ReadonlySignal<boolean>;
  readonly media: ReadonlySignal<Media | null>;
};

/** Whoever is talked with goes before those who are as near. */
const LOYALTY_GAIN = 0.1;

/** @returns the end of it */
export const judgeCalls = (core: SessionCore, { identity, isSettled, media }: CallJudgeOptions): (() => void) => {
  const { state, peers, spatial, calls, link, isInside } = core;
  const mayTalk = (peer: PeerId): boolean => {
    const known = peers.all.peek().get(peer);
    if (known === undefined || known.profile === null || !isInside.peek()) return false;
    // who does not know yet by which way this room talks agrees to nothing
    if (!isSettled.peek()) return false;
    // two tabs of one person would hear themselves
    if (known.link.identity === identity) return false;
    return known.profile.status !== 'dnd' && state.self.peek().status !== 'dnd';
  };
  /** As many as my line and my machine can carry voices to. */
  const most = computed(() => media.value?.budget.value?.most ?? Infinity);
  const nearestOf = (wanted: ReadonlySet<PeerId>): ReadonlySet<PeerId> => {
    if (wanted.size <= most.peek()) return wanted;
    const rank = (peer: PeerId): number => spatial.proximity(peer).gain + (calls.talking.peek().has(peer) ? LOYALTY_GAIN : 0);
    return new Set([...wanted].toSorted((a, b) => rank(b) - rank(a)).slice(0, most.peek()));
  };
  const judge = (): void => {
    calls.want(nearestOf(new Set([...peers.all.peek().keys()].filter((peer) => spatial.proximity(peer).call && mayTalk(peer)))));
    link.setWanted((peer) => spatial.proximity(peer).link);
  };
  const stopListening = spatial.onProximity(judge);
  // "do not disturb" ends a call also where nobody moves
  const disturbed = computed(() => [state.self.value.status, ...[...peers.all.value.values()].map((peer) => peer.profile?.status)].join());
  const stopWatching = effect(() => {
    void [disturbed.value, isSettled.value, most.value];
    untracked(judge);
  });
  return () => {
    stopListening();
    stopWatching();
  };
};
