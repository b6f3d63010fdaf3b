/**
 * One outgoing media line of one link: which track is on it, and how large it may be. `replaceTrack` and `setParameters`
 * are the only calls, so nothing is ever renegotiated. Taking a track off never waits for anything.
 */
import type { AudioLimit, VideoLimit } from '../../domain/policy/media-rungs.ts';

export type LineBudget = AudioLimit | VideoLimit;

export type LineSender = {
  /** @param budget null: nothing may be sent, and the last one stays. */
  readonly put: (track: MediaStreamTrack | null, budget: LineBudget | null) => void;
  /** Is something sent now? Read from the sender, which knows best. */
  readonly isSending: () => boolean;
};

type Limits = { readonly budget: LineBudget; readonly track: MediaStreamTrack | null };

/**
 * The encoder's scale for a source of this size.
 * @param sourceHeight pixels of the shorter side; unknown counts as already small enough.
 */
export const scaleDownBy = (sourceHeight: number | undefined, maxHeight: number): number =>
  sourceHeight === undefined || !Number.isFinite(sourceHeight) ? 1 : Math.max(1, sourceHeight / maxHeight);

const limit = (encoding: RTCRtpEncodingParameters, { budget, track }: Limits): void => {
  encoding.maxBitrate = budget.maxKbps * 1000;
  if (budget.kind === 'audio') {
    encoding.networkPriority = 'high';
    return;
  }
  // Firefox goes on sending a black frame every second or two on an empty video line unless told to rest.
  encoding.active = track !== null;
  encoding.maxFramerate = budget.maxFps;
  if (track === null) return;
  const { width, height } = track.getSettings();
  const shorter = width !== undefined && height !== undefined ? Math.min(width, height) : height;
  encoding.scaleResolutionDownBy = scaleDownBy(shorter, budget.maxHeight);
};

/** @param onSettled called when what is sent may have changed. */
export const createLineSender = (sender: RTCRtpSender, onSettled: () => void): LineSender => {
  // A sender of an earlier owner of this link may still carry a track.
  let asked: MediaStreamTrack | null = sender.track;
  let wanted: LineBudget | null = null;
  let applied: Limits | null = null;
  let limiting = false;

  const nextLimits = (): Limits | null =>
    wanted === null || (applied?.budget === wanted && applied.track === asked) ? null : { budget: wanted, track: asked };

  // Parameters must be set in the same task in which they were read, and one change at a time.
  const applyLimits = async (): Promise<void> => {
    if (limiting) return;
    limiting = true;
    for (let goal = nextLimits(); goal !== null; goal = nextLimits()) {
      const parameters = sender.getParameters();
      for (const encoding of parameters.encodings ?? []) limit(encoding, goal);
      applied = goal;
      // A browser that knows none of these limits still sends; it merely sends more.
      await sender.setParameters(parameters).catch(() => undefined);
    }
    limiting = false;
  };

  const replace = async (track: MediaStreamTrack | null): Promise<void> => {
    try {
      // Not queued behind anything: calls keep their order, so the last one wins, and a null takes effect at once.
      await sender.replaceTrack(track);
    } catch {
      // Only a closed connection or a stopped line refuses, and neither sends. Ask again if it is wanted again.
      if (asked === track) asked = sender.track;
    }
    onSettled();
  };

  return {
    put: (track, budget) => {
      wanted = budget ?? wanted;
      if (track !== asked) {
        asked = track;
        void replace(track);
      }
      void applyLimits();
    },
    isSending: () => sender.track !== null && sender.track.readyState === 'live',
  };
};
