/**
 * A call is an agreement of two: media flows only while both sides want it, so walking away ends it for both at once and
 * nobody is heard by someone whom they cannot hear. Pure; one state per peer, carried by the `call` message.
 */
export type CallAgreement = {
  readonly mine: boolean;
  /** Counts my changes; the other side ignores a message with a smaller number than it has seen. */
  readonly mineCount: number;
  readonly theirs: boolean;
  readonly theirsCount: number;
};

export const noCall: CallAgreement = { mine: false, mineCount: 0, theirs: false, theirsCount: 0 };

export const isTalking = (call: CallAgreement): boolean => call.mine && call.theirs;

/** @returns the same object when nothing changed, so that the caller sends only when it must. */
export const wantCall = (call: CallAgreement, want: boolean): CallAgreement =>
  call.mine === want ? call : { ...call, mine: want, mineCount: call.mineCount + 1 };

/** The other side spoke. Late messages (a smaller count) change nothing. */
export const hearCall = (call: CallAgreement, theirs: boolean, count: number): CallAgreement =>
  count <= call.theirsCount ? call : { ...call, theirs, theirsCount: count };
