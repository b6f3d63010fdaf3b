/**
 * What runs in the real app's page: notes the moment of each press, and the end of the frame in which somebody was drawn.
 * The app says by a mark (`drawn <id>`) in which frame an avatar first had a picture and some opacity; the frame counts
 * when it has been handed to the browser, so the time taken is the end of that frame's callbacks.
 */
declare global {
  interface Window {
    readonly watch: Watch;
  }
}
type WorldElement = HTMLElement & { readonly positionOf: ((id: string) => { readonly x: number; readonly y: number } | null) | null };
export type Entered = {
  /** ms from the press of Enter to the frame that shows the frame of the world, oneself, and the first other person. */
  readonly worldMs: number;
  readonly selfMs: number;
  readonly peerMs: number;
  /** The other one had been drawn before, behind the lobby. */
  readonly wasThere: boolean;
  readonly sinceLoadMs: number;
};
export type Watch = {
  /** Presses Enter as soon as it can be pressed, or when told to. */
  readonly enter: (atOnce: boolean) => void;
  readonly entered: (timeoutMs: number) => Promise<Entered | null>;
  /** Unix ms of the frame in which this person first stands elsewhere on this screen than now. */
  readonly moved: (id: string, timeoutMs: number) => Promise<number | null>;
  readonly drawn: () => readonly string[];
  readonly keyAtMs: () => number;
  /** Unix ms of the first pose that left, or came in, after this moment. */
  readonly poseAfter: (kind: 'sent' | 'heard', unixMs: number) => number | null;
  /** The longest of the last frames' callbacks, ms. */
  readonly frameMs: () => number;
  readonly callsForFrames: () => number;
};

/** For `addInitScript`, before the app; it must stand alone. */
export const installWatch = (): void => {
  sessionStorage.removeItem('patio-resume');
  const frameOf = globalThis.requestAnimationFrame.bind(globalThis);
  const drawnAt = new Map<string, number>();
  let [pressedMs, worldMs, keyAtMs, calls] = [0, 0, 0, 0];
  const poses: Record<'sent' | 'heard', number[]> = { sent: [], heard: [] };
  const frames: number[] = [];
  const unixNow = (): number => performance.timeOrigin + performance.now();
  const lane = RTCDataChannel.prototype;
  const { send, addEventListener: listen } = lane as unknown as Record<string, (this: RTCDataChannel, ...of: unknown[]) => void>;
  Reflect.set(lane, 'send', function patched(this: RTCDataChannel, data: unknown): void {
    if (this.label === 'presence' && data instanceof ArrayBuffer && data.byteLength > 3) poses.sent.push(unixNow());
    send!.call(this, data);
  });
  Reflect.set(lane, 'addEventListener', function patched(this: RTCDataChannel, ...of: unknown[]): void {
    listen!.apply(this, of);
    if (of[0] !== 'message' || this.label !== 'presence') return;
    listen!.call(this, 'message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer && data.byteLength > 3) poses.heard.push(unixNow());
    });
  });
  let waitsForButton = false;

  const world = (): WorldElement | null => document.querySelector('patio-app')?.shadowRoot?.querySelector('patio-world') ?? null;
  const look = (): void => {
    const nowMs = performance.now();
    for (const { name } of performance.getEntriesByType('mark'))
      if (name.startsWith('drawn ') && !drawnAt.has(name.slice(6))) drawnAt.set(name.slice(6), nowMs);
    if (pressedMs > 0 && worldMs === 0 && world() !== null) worldMs = nowMs;
  };
  const press = (): void => {
    const lobby = document.querySelector('patio-app')?.shadowRoot?.querySelector('patio-lobby');
    const button = lobby?.shadowRoot?.querySelector<HTMLButtonElement>('button.main:not([disabled])') ?? null;
    if (button === null) return;
    waitsForButton = false;
    pressedMs = performance.now();
    button.click();
  };
  globalThis.requestAnimationFrame = (run) => {
    calls += 1;
    return frameOf((now) => {
      const startMs = performance.now();
      run(now);
      frames.push(performance.now() - startMs);
      look();
    });
  };
  addEventListener('keydown', (event) => (keyAtMs = performance.timeOrigin + event.timeStamp), { capture: true });
  const every = (): void => {
    if (waitsForButton) press();
    look();
    if (worldMs === 0) setTimeout(every, 4);
  };
  const until = async (met: () => boolean, timeoutMs: number): Promise<boolean> => {
    const endMs = performance.now() + timeoutMs;
    while (!met()) {
      if (performance.now() > endMs) return false;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return true;
  };
  const others = (): readonly number[] => [...drawnAt].filter(([id]) => id !== 'self').map(([, at]) => at);
  const watch: Watch = {
    enter: (atOnce) => {
      waitsForButton = atOnce;
      if (!atOnce) press();
      every();
    },
    entered: async (timeoutMs) => {
      if (!(await until(() => worldMs > 0 && drawnAt.has('self') && others().length > 0, timeoutMs))) return null;
      const firstOther = Math.min(...others());
      const own = drawnAt.get('self')!;
      return {
        worldMs: worldMs - pressedMs,
        selfMs: own - pressedMs,
        peerMs: Math.max(firstOther, own, worldMs) - pressedMs,
        wasThere: firstOther < pressedMs,
        sinceLoadMs: pressedMs,
      };
    },
    moved: (id, timeoutMs) =>
      new Promise((resolve) => {
        const from = world()?.positionOf?.(id) ?? null;
        const endMs = performance.now() + timeoutMs;
        const frame = (): void => {
          const at = world()?.positionOf?.(id) ?? null;
          if (at !== null && from !== null && Math.hypot(at.x - from.x, at.y - from.y) > 0.5)
            resolve(performance.timeOrigin + performance.now());
          else if (performance.now() > endMs) resolve(null);
          else frameOf(frame);
        };
        frameOf(frame);
      }),
    drawn: () => [...drawnAt.keys()],
    keyAtMs: () => keyAtMs,
    poseAfter: (kind, unixMs) => poses[kind].find((at) => at >= unixMs) ?? null,
    frameMs: () => Math.max(0, ...frames.splice(0)),
    callsForFrames: () => calls,
  };
  Object.assign(globalThis, { watch });
};
