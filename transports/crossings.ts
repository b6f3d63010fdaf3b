/**
 * Two peers may answer each other's tracker offers at the same moment: two connections for one pair, and if each side
 * keeps another one, none. Both sides decide alike, each from what it has sent and got: the offer of the lower id wins.
 * Shared by all trackers of a page. Pure but for the clock.
 */
import type { Clock } from './clock.ts';

/** As long as an answered offer may take to connect; afterwards everything is open again. */
const UNDER_WAY_MS = 8_000;

export type Crossings = {
  /** A peer's offer arrived. @returns false if our own offer to them is already answered. */
  readonly answerTheirs: (peerId: string) => boolean;
  /** A peer's answer to our offer arrived. @returns false if their offer, which we answered, goes first. */
  readonly takeTheirAnswer: (peerId: string) => boolean;
  readonly settled: (peerId: string) => void;
};

export const createCrossings = (selfId: string, clock: Clock): Crossings => {
  const state = new Map<string, { readonly phase: 'answering' | 'answered'; readonly atMs: number }>();
  const phaseOf = (peerId: string): 'answering' | 'answered' | null => {
    const entry = state.get(peerId);
    return entry !== undefined && clock.now() - entry.atMs < UNDER_WAY_MS ? entry.phase : null;
  };
  const enter = (peerId: string, phase: 'answering' | 'answered'): void => {
    state.set(peerId, { phase, atMs: clock.now() });
    for (const [id, entry] of state) if (clock.now() - entry.atMs >= UNDER_WAY_MS) state.delete(id);
  };
  return {
    answerTheirs: (peerId) => {
      if (phaseOf(peerId) === 'answered') return false;
      enter(peerId, 'answering');
      return true;
    },
    takeTheirAnswer: (peerId) => {
      const phase = phaseOf(peerId);
      if (phase === 'answered' || (phase === 'answering' && peerId < selfId)) return false;
      enter(peerId, 'answered');
      return true;
    },
    settled: (peerId) => state.delete(peerId),
  };
};
