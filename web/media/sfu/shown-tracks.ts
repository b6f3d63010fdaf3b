/**
 * What a driver shows: a track counts only after a frame of it was decrypted, whatever the server says about it. Every driver
 * puts its incoming lines here under names of its own; a name is used again when the server uses the line again.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../../../domain/ids.ts';
import type { FrameLines } from './frame-lines.ts';
import type { MediaKind, SfuConnection, SfuTrack } from './sfu-driver.ts';

type Received = SfuTrack & { readonly receiver: RTCRtpReceiver };
export type Shown = { readonly peer: PeerId; readonly kind: MediaKind; readonly track: Received };
type Held = Shown & { readonly unbind: () => void; readonly isAuthentic: boolean };

export type ShownTracks = {
  readonly remote: SfuConnection['remote'];
  /** The same again changes nothing; anything else takes the name over, and has to prove itself anew. */
  readonly put: (name: string, shown: Shown) => void;
  readonly drop: (name: string) => void;
  readonly close: () => void;
};

const isSame = (a: Shown, b: Shown): boolean =>
  a.peer === b.peer && a.kind === b.kind && a.track.track === b.track.track && a.track.receiver === b.track.receiver;

export const createShownTracks = (lines: FrameLines): ShownTracks => {
  const held = signal<ReadonlyMap<string, Held>>(new Map());

  const change = (name: string, entry: Held | null): void => {
    const next = new Map(held.peek());
    if (entry === null) next.delete(name);
    else next.set(name, entry);
    held.value = next;
  };

  const drop = (name: string): void => {
    const entry = held.peek().get(name);
    if (entry === undefined) return;
    entry.unbind();
    change(name, null);
  };

  const remote: ReadonlySignal<ReadonlyMap<PeerId, Partial<Readonly<Record<MediaKind, SfuTrack>>>>> = computed(() => {
    const tracks = new Map<PeerId, Partial<Record<MediaKind, SfuTrack>>>();
    for (const { peer, kind, track, isAuthentic } of held.value.values()) {
      if (isAuthentic) tracks.set(peer, { ...tracks.get(peer), [kind]: track });
    }
    return tracks;
  });

  return {
    remote,
    put: (name, shown) => {
      const before = held.peek().get(name);
      if (before !== undefined && isSame(before, shown)) return;
      drop(name);
      const unbind = lines.openReceiver(shown.track.receiver, shown.peer, shown.kind, () => {
        const entry = held.peek().get(name);
        if (entry?.unbind === unbind) change(name, { ...entry, isAuthentic: true });
      });
      change(name, { ...shown, unbind, isAuthentic: false });
    },
    drop,
    close: () => {
      for (const { unbind } of held.peek().values()) unbind();
      held.value = new Map();
    },
  };
};
