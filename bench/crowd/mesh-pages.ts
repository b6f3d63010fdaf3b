/** What the two pages of the mesh can be asked by `mesh.ts`, and what they answer. Types only: the pages are built apart. */
import type { MediaBudget } from '../../domain/policy/media-budget.ts';

/** Sound that came in, since a connection began. `concealed`: samples that were made up where something was missing. */
export type AudioCount = { readonly lost: number; readonly received: number; readonly concealed: number; readonly samples: number };

export type ClipSize = { readonly height: number; readonly fps: number; readonly kbps: number };

/** The eleven others. */
export type Others = {
  readonly prepare: (sizes: readonly ClipSize[]) => Promise<readonly { readonly height: number; readonly kbps: number }[]>;
  /** What everybody sends from now on. */
  readonly play: (height: number, fps: number) => void;
  readonly answer: (offer: string) => Promise<string>;
  /** What they received together. */
  readonly heard: () => Promise<AudioCount>;
  readonly leave: () => void;
};

/** @property pressure may the product see Compute Pressure? */
export type Order = {
  readonly how: 'patio' | 'naive';
  readonly shownHeight: number;
  readonly cameraHeight: number;
  readonly pressure: boolean;
};

/** What the person's meters say now. */
export type LoadLook = {
  readonly used: number | null;
  readonly source: string;
  readonly estimate: number | null;
  readonly pressure: number | null;
};

/** Counters since the page began; `now` are values of this moment. */
export type Look = {
  readonly audio: AudioCount;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly framesDecoded: number;
  readonly framesDropped: number;
  readonly framesSent: number;
  readonly encodeMs: number;
  readonly decodeMs: number;
  readonly longTaskMs: number;
  readonly now: {
    readonly sentHeights: readonly number[];
    readonly seenHeights: readonly number[];
    readonly limitedBy: Readonly<Record<string, number>>;
    readonly rttMs: number | null;
    readonly budget: Pick<MediaBudget, 'level' | 'reason' | 'people' | 'upKbps'> | null;
    readonly load: LoadLook;
    readonly lagP95Ms: number;
  };
};

/** The one who is measured. */
export type PersonPage = {
  readonly offer: () => Promise<string>;
  readonly accept: (index: number, answer: string) => Promise<void>;
  readonly start: (order: Order) => Promise<void>;
  readonly look: () => Promise<Look>;
};
