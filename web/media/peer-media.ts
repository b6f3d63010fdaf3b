/**
 * One link's share of the conversation: three line senders, one player, two pictures. Made by `mesh-media.ts` for each
 * link and told the plan; knows nobody else.
 */
import type { MediaLines, PeerLink } from '../../transports/place-link.ts';
import { createLineSender, type LineSender } from './line-sender.ts';
import { hearingOf, LINE_NAMES, picturesOf, tracksFor, type LineName, type OwnTracks } from './line-plan.ts';
import type { OutgoingMedia, PeerMediaPlan } from './media.ts';
import { createPeerPlayer, type PeerPlayer, type PlayerWorld } from './peer-player.ts';
import type { SendBudget } from './video-budget.ts';

/** What all peers have in common at one moment. */
export type Common = {
  readonly tracks: OwnTracks;
  readonly budget: SendBudget;
  readonly headphones: boolean;
  readonly fixedVolume: boolean;
  readonly sink: string;
};

export type Pictures = { readonly camera: MediaStream | null; readonly screen: MediaStream | null };

export type PeerMedia = {
  readonly link: PeerLink;
  readonly apply: (plan: PeerMediaPlan | undefined, common: Common) => void;
  readonly outgoing: () => OutgoingMedia;
  readonly pictures: () => Pictures;
  /** Where this peer's voice arrives, while it is expected. */
  readonly voice: () => RTCRtpReceiver | null;
  readonly close: () => void;
};

type Lines = {
  readonly senders: { readonly [K in LineName]: LineSender };
  readonly player: PeerPlayer;
  readonly receiver: RTCRtpReceiver;
  readonly camera: MediaStream;
  readonly screen: MediaStream;
};

const wire = (lines: MediaLines, world: PlayerWorld, sink: string, onSettled: () => void): Lines => ({
  senders: {
    audio: createLineSender(lines.audio.sender, onSettled),
    camera: createLineSender(lines.camera.sender, onSettled),
    screen: createLineSender(lines.screen.sender, onSettled),
  },
  player: createPeerPlayer(world, lines.audio.receiver.track, sink),
  receiver: lines.audio.receiver,
  camera: new MediaStream([lines.camera.receiver.track]),
  screen: new MediaStream([lines.screen.receiver.track]),
});

/** @param onSettled called when what this peer is sent may have changed. */
export const createPeerMedia = (link: PeerLink, world: PlayerWorld, onSettled: () => void): PeerMedia => {
  let lines: Lines | null = null;
  let latest: { readonly plan: PeerMediaPlan | undefined; readonly common: Common } | null = null;
  let closed = false;

  const settle = (): void => {
    if (!closed) onSettled();
  };

  const perform = (): void => {
    if (lines === null || latest === null) return;
    const { plan, common } = latest;
    const tracks = tracksFor(plan, common.tracks);
    for (const name of LINE_NAMES) lines.senders[name].put(tracks[name], common.budget[name]);
    lines.player.setSink(common.sink);
    lines.player.hear(hearingOf(plan, common.headphones, common.fixedVolume));
  };

  // Lines are negotiated once, a moment after the link; the plan may be here first.
  const unsubscribe = link.lines.subscribe((negotiated) => {
    if (negotiated === null || lines !== null) return;
    lines = wire(negotiated, world, latest?.common.sink ?? '', settle);
    perform();
    if (latest !== null) settle();
  });

  return {
    link,
    apply: (plan, common) => {
      latest = { plan, common };
      perform();
    },
    outgoing: () => ({
      mic: lines?.senders.audio.isSending() ?? false,
      cam: lines?.senders.camera.isSending() ?? false,
      screen: lines?.senders.screen.isSending() ?? false,
    }),
    pictures: () => {
      const shown = picturesOf(latest?.plan);
      return {
        camera: lines !== null && shown.camera ? lines.camera : null,
        screen: lines !== null && shown.screen ? lines.screen : null,
      };
    },
    voice: () => (latest?.plan?.talking === true && latest.plan.sends.mic ? (lines?.receiver ?? null) : null),
    close: () => {
      closed = true;
      unsubscribe();
      if (lines === null || latest === null) return;
      const { budget } = latest.common;
      for (const name of LINE_NAMES) lines.senders[name].put(null, budget[name]);
      lines.player.close();
    },
  };
};
