/**
 * Does media really flow? The judging is pure; the meter feeds it from a receiver. Statistics are asked for only while
 * something is about to change, because each question costs a millisecond; in between the receiver's own note of what it
 * played last, which is free, says that it goes on. Chromium answers statistics from a cache of 50 ms.
 */
import type { LineName } from './line-plan.ts';

/** Counters that only grow. */
export type FlowSample = {
  /** Packets. */
  readonly arrived: number;
  /** Samples of sound, or decoded frames. */
  readonly played: number;
};

export type FlowJudge = {
  readonly note: (nowMs: number, sample: FlowSample) => void;
  /** Something was played just now, by another witness. */
  readonly sustain: (nowMs: number) => void;
  readonly flows: (nowMs: number) => boolean;
  /** ms since anything came; null: never. */
  readonly restMs: (nowMs: number) => number | null;
};

type Rules = {
  /** Begins when this many have been played within that time … */
  readonly count: number;
  readonly withinMs: number;
  /** … or, at a source that is slow by nature, this many since the first, that long ago. */
  readonly slow: { readonly count: number; readonly afterMs: number } | null;
  readonly stallMs: number;
};

/**
 * Pictures: at 2.5 % loss, flipping at the first frame stood still for 3 s, five frames in half a second never did. A
 * screen where nothing moves is sent about once a second.
 */
const RULES: { readonly [K in 'camera' | 'screen']: Rules } = {
  camera: { count: 5, withinMs: 500, slow: { count: 5, afterMs: 1500 }, stallMs: 1500 },
  screen: { count: 5, withinMs: 500, slow: { count: 2, afterMs: 1500 }, stallMs: 5000 },
};
const AUDIO_SPAN_MS = 100;
const AUDIO_PACKETS = 4;
/** Longer than the pauses of a codec that sends nothing for silence (400 ms), and no longer. */
const AUDIO_STALL_MS = 700;
/** A pause that begins a new span. */
const AUDIO_BREAK_MS = 250;
const MEMORY = 64;

const createAudioJudge = (): FlowJudge => {
  let last: FlowSample | null = null;
  let span: { readonly sinceMs: number; readonly arrived: number } | null = null;
  let advancedMs: number | null = null;
  let isFlowing = false;
  return {
    note: (nowMs, sample) => {
      const before = last;
      last = sample;
      if (before === null || sample.arrived <= before.arrived || sample.played <= before.played) return;
      if (span === null || advancedMs === null || nowMs - advancedMs > AUDIO_BREAK_MS) span = { sinceMs: nowMs, arrived: before.arrived };
      advancedMs = nowMs;
      if (nowMs - span.sinceMs >= AUDIO_SPAN_MS && sample.arrived - span.arrived >= AUDIO_PACKETS) isFlowing = true;
    },
    sustain: (nowMs) => {
      if (isFlowing) advancedMs = nowMs;
    },
    flows: (nowMs) => {
      if (isFlowing && nowMs - (advancedMs ?? nowMs) > AUDIO_STALL_MS) {
        isFlowing = false;
        span = null;
      }
      return isFlowing;
    },
    restMs: (nowMs) => (advancedMs === null ? null : nowMs - advancedMs),
  };
};

const createPictureJudge = (rules: Rules): FlowJudge => {
  let last: FlowSample | null = null;
  let frames: readonly { readonly atMs: number; readonly count: number }[] = [];
  let advancedMs: number | null = null;
  let isFlowing = false;
  const countSince = (sinceMs: number): number => frames.reduce((sum, { atMs, count }) => (atMs >= sinceMs ? sum + count : sum), 0);
  const begins = (nowMs: number): boolean => {
    if (countSince(nowMs - rules.withinMs) >= rules.count) return true;
    const firstMs = frames[0]?.atMs ?? nowMs;
    return rules.slow !== null && nowMs - firstMs >= rules.slow.afterMs && countSince(0) >= rules.slow.count;
  };
  return {
    note: (nowMs, sample) => {
      const before = last;
      last = sample;
      const count = before === null ? 0 : sample.played - before.played;
      if (count <= 0) return;
      advancedMs = nowMs;
      frames = [...frames, { atMs: nowMs, count }].slice(-MEMORY);
      isFlowing ||= begins(nowMs);
    },
    sustain: (nowMs) => {
      if (isFlowing) advancedMs = nowMs;
    },
    flows: (nowMs) => {
      if (isFlowing && nowMs - (advancedMs ?? nowMs) > rules.stallMs) {
        isFlowing = false;
        frames = [];
      }
      return isFlowing;
    },
    restMs: (nowMs) => (advancedMs === null ? null : nowMs - advancedMs),
  };
};

export const createFlowJudge = (kind: LineName): FlowJudge => (kind === 'audio' ? createAudioJudge() : createPictureJudge(RULES[kind]));

/** The part of a receiver that is read. */
export type FlowSource = Pick<RTCRtpReceiver, 'getStats' | 'getSynchronizationSources'>;

const readSample = async (source: FlowSource, kind: LineName): Promise<FlowSample | null> => {
  const report = await source.getStats().catch(() => null);
  for (const stat of (report?.values() ?? []) as Iterable<RTCInboundRtpStreamStats>) {
    if (stat.type !== 'inbound-rtp') continue;
    const arrived = stat.packetsReceived ?? 0;
    if (kind !== 'audio') return { arrived, played: stat.framesDecoded ?? 0 };
    // Firefox counts no emitted samples
    return { arrived, played: stat.jitterBufferEmittedCount ?? stat.totalSamplesReceived ?? arrived };
  }
  return null;
};

/** What was played last, by its own time stamp; null: nothing yet. */
const readMark = (source: FlowSource): number | null => source.getSynchronizationSources().at(0)?.rtpTimestamp ?? null;

export type FlowMeter = {
  /** Takes a look; the answer may come a moment later. @param closely a change is being waited for. */
  readonly look: (nowMs: number, closely: boolean) => void;
  readonly flows: (nowMs: number) => boolean;
};

/** Asked while it flows only if the free witness has been silent for so long. */
const DOUBT_MS = 300;

/** @param now when an answer came, on the same clock as `look`. */
export const createFlowMeter = (kind: LineName, source: FlowSource, now: () => number): FlowMeter => {
  const judge = createFlowJudge(kind);
  let mark = readMark(source);
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const sample = await readSample(source, kind);
    asking = false;
    if (sample !== null) judge.note(now(), sample);
  };
  return {
    look: (nowMs, closely) => {
      const latest = readMark(source);
      const hasPlayed = latest !== mark;
      mark = latest;
      if (hasPlayed) judge.sustain(nowMs);
      const flows = judge.flows(nowMs);
      const isDoubtful = flows ? (judge.restMs(nowMs) ?? 0) > DOUBT_MS : hasPlayed || closely;
      if (isDoubtful) void ask();
    },
    flows: judge.flows,
  };
};

/** Was something played within the last moment? Asked once, of a line that nobody has watched so far. */
export const flowsNow = (source: Pick<FlowSource, 'getSynchronizationSources'>, withinMs = 500): boolean => {
  const at = source.getSynchronizationSources().at(0)?.timestamp;
  if (at === undefined) return false;
  // Chromium counts from the page's start, others from 1970
  return Math.min(Math.abs(performance.now() - at), Math.abs(Date.now() - at)) < withinMs;
};
