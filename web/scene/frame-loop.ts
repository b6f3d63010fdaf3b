/**
 * Frames on demand: nothing is drawn until somebody asks, and frames go on only while a step says that something still
 * moves. A hidden page draws nothing; what was asked for meanwhile is drawn when it is shown.
 */
export type FrameLoop = {
  readonly request: () => void;
  readonly frames: () => number;
  readonly lastFrameMs: () => number;
  readonly close: () => void;
};

/** Longer pauses (a hidden tab) count as this, so that nothing jumps. */
const LONGEST_STEP_MS = 64;

/** `step` advances and draws. @returns true while another frame is needed. */
export const createFrameLoop = (step: (nowMs: number, dtMs: number) => boolean): FrameLoop => {
  let handle = 0;
  let frames = 0;
  let lastFrameMs = 0;
  let lastNow = 0;
  let isClosed = false;

  const run = (): void => {
    handle = 0;
    const now = performance.now();
    const dt = lastNow === 0 ? 16 : Math.min(LONGEST_STEP_MS, now - lastNow);
    const goesOn = step(now, dt);
    frames += 1;
    lastFrameMs = performance.now() - now;
    lastNow = goesOn ? now : 0;
    if (goesOn) request();
  };
  const request = (): void => {
    if (handle === 0 && !isClosed) handle = requestAnimationFrame(run);
  };
  return {
    request,
    frames: () => frames,
    lastFrameMs: () => lastFrameMs,
    close: () => {
      isClosed = true;
      cancelAnimationFrame(handle);
    },
  };
};
