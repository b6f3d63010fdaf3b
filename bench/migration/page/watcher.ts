/**
 * What a person sees of one picture: every frame that is presented by a video which can be seen, and looks at what stands
 * there for black. A view may have two videos for a moment; one that is not to be seen counts for nothing. A frame counts
 * when it was given to the compositor, which goes on while the page is busy; the first frame of a video that comes to be
 * seen counts when the page knew of it, because only then it was uncovered. There is one callback for frames that came
 * while the page was busy, so a gap is too long rather than too short. Keeps what happened around the longest gap.
 */
import type { View } from './view.ts';

export type Seen = {
  /** When it could be seen. */
  readonly atMs: number;
  /** When the page knew. */
  readonly calledMs: number;
  readonly count: number;
  readonly video: number;
  readonly width: number;
  /** When its last packet came; 0: not said. */
  readonly receivedMs: number;
};

export type Trace = { readonly frames: readonly string[]; readonly notes: readonly string[] };

export type Watcher = {
  readonly show: (stream: MediaStream | null) => void;
  readonly restart: () => void;
  readonly frames: () => number;
  readonly longestGapMs: () => number;
  readonly blackLooks: () => number;
  /** Something that happened just now. */
  readonly note: (what: string) => void;
  /** Around the longest gap, in ms from its beginning. */
  readonly trace: () => Trace;
  readonly close: () => void;
};

const BEFORE = 6;
const AFTER = 8;

const isSeen = (video: HTMLVideoElement): boolean => video.isConnected && getComputedStyle(video).opacity !== '0';

export const createWatcher = (view: View): Watcher => {
  const pen = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
  const videos = new Set<HTMLVideoElement>();
  let seen: Seen[] = [];
  let notes: { readonly atMs: number; readonly what: string }[] = [];
  let black = 0;
  let isOver = false;
  const note = (what: string, atMs = performance.now()): void => void notes.push({ atMs, what });
  const watch = (video: HTMLVideoElement): void => {
    if (videos.has(video)) return;
    videos.add(video);
    note(`video ${String(videos.size)}`);
    const number = videos.size;
    let wasSeen = false;
    const onFrame = (_: number, frame: VideoFrameCallbackMetadata): void => {
      const isVisible = isSeen(video);
      const calledMs = performance.now();
      if (isVisible)
        seen.push({
          atMs: wasSeen ? frame.presentationTime : calledMs,
          calledMs,
          video: number,
          count: frame.presentedFrames,
          width: frame.width,
          receivedMs: frame.receiveTime ?? 0,
        });
      wasSeen = isVisible;
      if (!isOver && video.isConnected) video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  };
  const find = (): void => {
    if (view.element instanceof HTMLVideoElement) watch(view.element);
    for (const video of view.element.querySelectorAll('video')) watch(video);
  };
  const finder = new MutationObserver(find);
  finder.observe(view.element, { childList: true });
  document.body.append(view.element);
  find();
  const timer = setInterval(() => {
    if (seen.length === 0) return;
    const video = [...videos].find(isSeen);
    pen?.clearRect(0, 0, 8, 8);
    if (video !== undefined) pen?.drawImage(video, 0, 0, 8, 8);
    const [red = 0, green = 0, blue = 0, alpha = 0] = pen?.getImageData(7, 7, 1, 1).data ?? [];
    if (alpha === 0 || red + green + blue < 60) black += 1;
  }, 10);
  const tasks = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) note(`busy ${String(Math.round(duration))}`, startTime);
  });
  tasks.observe({ entryTypes: ['longtask'] });

  const gaps = (): readonly number[] => seen.slice(1).map(({ atMs }, index) => atMs - (seen[index]?.atMs ?? atMs));
  return {
    show: view.show,
    restart: () => {
      seen = seen.slice(-1);
      notes = [];
      black = 0;
    },
    frames: () => seen.length,
    longestGapMs: () => Math.round(Math.max(0, ...gaps())),
    blackLooks: () => black,
    note,
    trace: () => {
      const all = gaps();
      const at = all.indexOf(Math.max(...all));
      const fromMs = seen[at]?.atMs ?? 0;
      const since = (ms: number): string => String(Math.round(ms - fromMs));
      return {
        frames: seen
          .slice(Math.max(0, at - BEFORE), at + AFTER)
          .map(
            ({ atMs, calledMs, video, count, width, receivedMs }) =>
              `${since(atMs)} called ${since(calledMs)} received ${receivedMs === 0 ? '-' : since(receivedMs)} video ${String(video)} #${String(count)} ${String(width)}`,
          ),
        notes: notes.map(({ atMs, what }) => `${since(atMs)} ${what}`),
      };
    },
    close: () => {
      isOver = true;
      clearInterval(timer);
      tasks.disconnect();
      finder.disconnect();
      view.show(null);
      view.element.remove();
    },
  };
};
