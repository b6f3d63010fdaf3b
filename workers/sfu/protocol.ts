/**
 * What the page and the SFU worker say to each other. Frames themselves never pass here: they stream through the
 * transforms. A line is one outgoing or incoming track; an incoming one may change hands, so it is bound and unbound.
 */
export const MEDIA_KINDS = ['audio', 'camera', 'screen'] as const;
export type SealedKind = (typeof MEDIA_KINDS)[number];

/** Whose frames they are, and of which kind. Both go into the key, so a server cannot pass one off as another. */
export type FrameSource = { readonly peer: string; readonly kind: SealedKind };

/** Given to a transform when it is made. */
export type LineOptions = { readonly side: 'send'; readonly source: FrameSource } | { readonly side: 'receive'; readonly line: number };

export type ToSfuWorker =
  | { readonly t: 'key'; readonly mediaKey: Uint8Array<ArrayBuffer> }
  | { readonly t: 'bind'; readonly line: number; readonly binding: number; readonly source: FrameSource }
  /** Late ones, of a line that is bound to somebody else by now, mean nothing. */
  | { readonly t: 'unbind'; readonly line: number; readonly binding: number };

export type FromSfuWorker =
  | { readonly t: 'ready' }
  /** The first frame of a binding that could be decrypted; only then is a track shown to anybody. */
  | { readonly t: 'authentic'; readonly line: number; readonly binding: number };
