/**
 * Keys that count while they are held: arrows and WASD to walk, Shift to run, Space to speak. Knows where somebody writes
 * or operates a control and stays out of it. By physical position (`code`), so WASD lies well on every layout.
 */
export type Held = {
  /** Screen direction: −1, 0 or 1 to the right and downwards. */
  readonly right: number;
  readonly down: number;
  readonly run: boolean;
};

const WALK: { readonly [code: string]: readonly [number, number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  KeyA: [-1, 0],
  KeyD: [1, 0],
  KeyW: [0, -1],
  KeyS: [0, 1],
};

/** Arrows and Space belong to the control that has the focus, if it uses them. */
const usesKeys = (event: KeyboardEvent): boolean =>
  event.composedPath().some((node) => {
    if (!(node instanceof HTMLElement)) return false;
    if (
      node.isContentEditable ||
      node.matches('input, textarea, select, dialog, [role="tablist"], [role="menu"], [role="radiogroup"], [role="slider"], [role="log"]')
    )
      return true;
    return event.code === 'Space' && node.matches('button, a, summary, [role="button"]');
  });

export type HeldKeysOptions = {
  /** Are keys for the world now? */
  readonly isActive: () => boolean;
  readonly onWalk: (held: Held) => void;
  readonly onTalk: (down: boolean) => void;
};

/** @returns the way to stop */
export const watchHeldKeys = (options: HeldKeysOptions): (() => void) => {
  const ends = new AbortController();
  const { signal } = ends;
  const down = new Set<string>();
  let run = false;
  let talking = false;

  const tell = (): void => {
    let right = 0;
    let below = 0;
    for (const code of down) {
      const [dx, dy] = WALK[code]!;
      right += dx;
      below += dy;
    }
    options.onWalk({ right: Math.sign(right), down: Math.sign(below), run });
  };
  const talk = (isDown: boolean): void => {
    if (talking === isDown) return;
    talking = isDown;
    options.onTalk(isDown);
  };
  const release = (): void => {
    talk(false);
    run = false;
    if (down.size === 0) return;
    down.clear();
    tell();
  };

  addEventListener(
    'keydown',
    (event) => {
      if (!options.isActive() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || usesKeys(event)) return;
      if (event.code === 'Space') {
        event.preventDefault();
        talk(true);
      } else if (event.key === 'Shift') {
        run = true;
        if (down.size > 0) tell();
      } else if (event.code in WALK) {
        event.preventDefault();
        if (down.has(event.code)) return;
        down.add(event.code);
        run = event.shiftKey;
        tell();
      }
    },
    { signal },
  );
  addEventListener(
    'keyup',
    (event) => {
      if (event.code === 'Space') talk(false);
      else if (event.key === 'Shift') {
        run = false;
        if (down.size > 0) tell();
      } else if (down.delete(event.code)) tell();
    },
    { signal },
  );
  // keys that are let go elsewhere are never heard of
  addEventListener('blur', release, { signal });
  document.addEventListener('visibilitychange', () => document.hidden && release(), { signal });
  return () => {
    release();
    ends.abort();
  };
};
