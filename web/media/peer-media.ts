/**
 * One link's share of the conversation: three line senders, one player, two pictures. Made by `mesh-media.ts` for each
 * link and told the plan; knows nobody else. What comes through an SFU is brought in by `exchange.ts` by way of the inlet.
 */
import type { PeerId } from '../../domain/ids.ts';
import type { MediaLimits } from '../../domain/policy/media-budget.ts';
import type { MediaLines, PeerLink } from '../../transports/place-link.ts';
import { createLineSender, type LineSender } from './line-sender.ts';
import { goesByMesh, hearingOf, LINE_NAMES, picturesOf, tracksFor, type LineName, type OwnTracks, type SfuReach } from './line-plan.ts';
import type { OutgoingMedia, PeerMediaPlan } from './media.ts';
import { createPeerPlayer, type PeerPlayer, type PlayerWorld } from './peer-player.ts';
import type { LevelSource } from './remote.ts';

/** What all peers have in common at one moment. */
export type Common = {
  readonly tracks: OwnTracks;
  /** What each peer may get of me. */
  readonly limitsOf: (peer: PeerId) => MediaLimits;
  readonly headphones: boolean;
  readonly fixedVolume: boolean;
  readonly sink: string;
  /** null: there is no SFU. */
  readonly sfu: (SfuReach & { readonly carries: { readonly [K in LineName]: boolean } }) | null;
  readonly nowMs: number;
};

export type Pictures = { readonly camera: MediaStream | null; readonly screen: MediaStream | null };

/** Where media of this peer that came another way is put. */
export type Inlet = {
  readonly lines: { readonly [K in LineName]: RTCRtpReceiver };
  readonly player: PeerPlayer;
  /** What this picture shows from now on: a stream of its own, so that whoever shows it can have both for a moment. */
  readonly show: (kind: 'camera' | 'screen', track: MediaStreamTrack) => void;
  /** Who tells whether this peer speaks. */
  readonly listenTo: (receiver: LevelSource) => void;
};

export type PeerMedia = {
  readonly link: PeerLink;
  /** When we met: our call began, or this link was made; on the clock of this folder. */
  readonly metMs: () => number;
  readonly apply: (plan: PeerMediaPlan | undefined, common: Common) => void;
  readonly outgoing: () => OutgoingMedia;
  /** Does this kind go on the line now? */
  readonly isOnLine: (name: LineName) => boolean;
  readonly pictures: () => Pictures;
  /** Where this peer's voice arrives, while it is expected. */
  readonly voice: () => LevelSource | null;
  /** null until the lines are negotiated. */
  readonly inlet: () => Inlet | null;
  readonly close: () => void;
};

type Lines = {
  readonly senders: { readonly [K in LineName]: LineSender };
  readonly inlet: Inlet;
  camera: MediaStream;
  screen: MediaStream;
  voice: LevelSource;
};

const wire = (negotiated: MediaLines, world: PlayerWorld, sink: string, onSettled: () => void): Lines => {
  const { audio, camera, screen } = negotiated;
  const lines: Lines = {
    camera: new MediaStream([camera.receiver.track]),
    screen: new MediaStream([screen.receiver.track]),
    senders: {
      audio: createLineSender(audio.sender, onSettled),
      camera: createLineSender(camera.sender, onSettled),
      screen: createLineSender(screen.sender, onSettled),
    },
    voice: audio.receiver,
    inlet: {
      lines: { audio: audio.receiver, camera: camera.receiver, screen: screen.receiver },
      player: createPeerPlayer(world, audio.receiver.track, sink),
      show: (kind, track) => {
        lines[kind] = new MediaStream([track]);
        onSettled();
      },
      listenTo: (receiver) => {
        lines.voice = receiver;
        onSettled();
      },
    },
  };
  return lines;
};

/** @param onSettled called when what this peer is sent may have changed. */
export const createPeerMedia = (link: PeerLink, world: PlayerWorld, madeMs: number, onSettled: () => void): PeerMedia => {
  let metMs = madeMs;
  let lines: Lines | null = null;
  let latest: { readonly plan: PeerMediaPlan | undefined; readonly common: Common } | null = null;
  /** Kinds that this peer gets by SFU, or got until its line has taken over. */
  const served = { audio: false, camera: false, screen: false };
  let closed = false;

  const settle = (): void => {
    if (!closed) onSettled();
  };

  const perform = (): void => {
    if (lines === null || latest === null) return;
    const { plan, common } = latest;
    const tracks = tracksFor(plan, common.tracks);
    const limits = common.limitsOf(link.peerId);
    for (const name of LINE_NAMES) {
      const asked = plan?.way?.[name] ?? null;
      const isOnLine = goesByMesh(asked, common.sfu, common.nowMs - metMs, lines.senders[name].isSending());
      lines.senders[name].put(isOnLine && limits[name] !== null ? tracks[name] : null, limits[name]);
      if (!isOnLine) served[name] = asked === 'sfu';
      else if (tracks[name] === null || lines.senders[name].isSending()) served[name] = false;
    }
    lines.inlet.player.setSink(common.sink);
    lines.inlet.player.hear(hearingOf(plan, common.headphones, common.fixedVolume));
  };

  // Lines are negotiated once, a moment after the link; the plan may be here first.
  const unsubscribe = link.lines.subscribe((negotiated) => {
    if (negotiated === null || lines !== null) return;
    lines = wire(negotiated, world, latest?.common.sink ?? '', settle);
    perform();
    if (latest !== null) settle();
  });

  const gets = (name: LineName): boolean => {
    if (lines === null || latest === null) return false;
    const isCarried = latest.plan?.talking === true && served[name] && latest.common.sfu?.carries[name] === true;
    return isCarried || lines.senders[name].isSending();
  };

  return {
    link,
    metMs: () => metMs,
    apply: (plan, common) => {
      if (plan?.talking === true && latest?.plan?.talking !== true) metMs = Math.max(metMs, common.nowMs);
      latest = { plan, common };
      perform();
    },
    isOnLine: (name) => lines?.senders[name].isSending() ?? false,
    outgoing: () => ({ mic: gets('audio'), cam: gets('camera'), screen: gets('screen') }),
    pictures: () => {
      const shown = picturesOf(latest?.plan);
      return {
        camera: lines !== null && shown.camera ? lines.camera : null,
        screen: lines !== null && shown.screen ? lines.screen : null,
      };
    },
    voice: () => (latest?.plan?.talking === true && latest.plan.sends.mic ? (lines?.voice ?? null) : null),
    inlet: () => lines?.inlet ?? null,
    close: () => {
      closed = true;
      unsubscribe();
      if (lines === null || latest === null) return;
      for (const name of LINE_NAMES) lines.senders[name].put(null, null);
      lines.inlet.player.close();
    },
  };
};
