/**
 * Is the server still there? Decided from counters of the path, twice a second. A server that gets media answers it with
 * RTCP several times a second, so while something is sent a silence of 1.4 s is the end. Whoever only listens may hear
 * nothing for good reasons; then the path's own STUN checks decide: one that stays unanswered. Pure.
 */
export type PathSample = {
  readonly atMs: number;
  readonly bytesReceived: number;
  readonly requestsSent: number;
  readonly responsesReceived: number;
  /** Is something on its way that the server has to answer? */
  readonly isSending: boolean;
};

export const SILENT_MS = 1_400;
/** A silence is not believed on the word of one late look: a page that hung for a while looks once, then again. */
const MIN_LOOKS = 3;

type Watch = {
  readonly heardAtMs: number;
  readonly looks: number;
  readonly sample: PathSample;
  /** Was something sent during all of the silence? */
  readonly sentThrough: boolean;
  readonly unansweredAtMs: number | null;
};

export type SilenceWatch = Watch | null;

/** @returns the next state, and whether the path is dead by now. */
export const watchSilence = (before: SilenceWatch, sample: PathSample): { readonly watch: SilenceWatch; readonly isDead: boolean } => {
  if (
    before === null ||
    sample.bytesReceived !== before.sample.bytesReceived ||
    sample.responsesReceived !== before.sample.responsesReceived
  ) {
    return { watch: { heardAtMs: sample.atMs, looks: 0, sample, sentThrough: sample.isSending, unansweredAtMs: null }, isDead: false };
  }
  const asked = sample.requestsSent > before.sample.requestsSent;
  const watch: Watch = {
    heardAtMs: before.heardAtMs,
    looks: before.looks + 1,
    sample,
    sentThrough: before.sentThrough && sample.isSending,
    unansweredAtMs: before.unansweredAtMs ?? (asked ? sample.atMs : null),
  };
  const isSilent = sample.atMs - watch.heardAtMs >= SILENT_MS && watch.looks >= MIN_LOOKS;
  const isUnanswered = watch.unansweredAtMs !== null && sample.atMs - watch.unansweredAtMs >= SILENT_MS / 2;
  return { watch, isDead: isSilent && (watch.sentThrough || isUnanswered) };
};
