/**
 * One outgoing kind of one connection. Published when there is first something to send; from then on only `replaceTrack`
 * and a mute flag that tells the others. LiveKit never sees the person's own track, because it would switch and stop it:
 * it is handed a clone for the negotiation, which is stopped as soon as the sender exists.
 */
import { LocalAudioTrack, LocalVideoTrack, ParticipantEvent, type LocalParticipant, type LocalTrack } from 'livekit-client';
import { PUBLISH } from './livekit-options.ts';
import type { MediaKind } from './sfu-driver.ts';

const RETRY_MS = 1_000;
const MAX_TRIES = 3;

type OwnTrack = LocalAudioTrack | LocalVideoTrack;
type Published = {
  readonly local: OwnTrack;
  readonly carrier: MediaStreamTrack;
  readonly sender: RTCRtpSender | null;
  readonly done: boolean;
};

export type LiveKitLine = {
  readonly put: (track: MediaStreamTrack | null) => void;
  /** The server knows who we are: publishing may begin. */
  readonly start: () => void;
  readonly isSending: () => boolean;
  readonly close: () => void;
};

/** @param seal must be done before the first frame: called in the task in which the sender was made. */
export const createLiveKitLine = (me: LocalParticipant, kind: MediaKind, seal: (sender: RTCRtpSender) => void): LiveKitLine => {
  let wanted: MediaStreamTrack | null = null;
  let published: Published | null = null;
  let started = false;
  let closed = false;
  let tries = 0;

  const replace = (sender: RTCRtpSender): void => {
    // Calls keep their order, so the last one wins. Only a closed connection refuses, and that sends nothing.
    if (sender.track !== wanted) void sender.replaceTrack(wanted).catch(() => undefined);
  };

  const tellMuted = (local: OwnTrack): void => {
    const shouldBeMuted = wanted === null;
    if (local.isMuted !== shouldBeMuted) void (shouldBeMuted ? local.mute() : local.unmute()).catch(() => undefined);
  };

  const settle = (): void => {
    if (closed || !started) return;
    if (published === null) {
      if (wanted !== null && tries < MAX_TRIES) void publish(wanted);
      return;
    }
    if (published.sender === null) {
      // Not negotiated yet: what goes out is decided when the sender is made. The device is let go at once.
      if (wanted === null) published.carrier.stop();
      return;
    }
    replace(published.sender);
    if (published.done) tellMuted(published.local);
  };

  const onSenderCreated = (sender: RTCRtpSender, track: unknown): void => {
    if (published === null || track !== published.local) return;
    seal(sender);
    published = { ...published, sender };
    replace(sender);
    published.carrier.stop();
  };

  const publish = async (track: MediaStreamTrack): Promise<void> => {
    tries += 1;
    const carrier = track.clone();
    const local = kind === 'audio' ? new LocalAudioTrack(carrier, undefined, true) : new LocalVideoTrack(carrier, undefined, true);
    published = { local, carrier, sender: null, done: false };
    try {
      // LiveKit's own types are not made for exact optional properties.
      await me.publishTrack(local as unknown as LocalTrack, { ...PUBLISH[kind] });
      if (published === null) return;
      published = { ...published, done: true };
      tries = 0;
    } catch {
      // Not allowed to, or the server did not answer. The mesh still carries it; try again a little later.
      carrier.stop();
      published = null;
      if (!closed) setTimeout(settle, RETRY_MS);
      return;
    }
    settle();
  };

  me.on(ParticipantEvent.LocalSenderCreated, onSenderCreated);

  return {
    put: (track) => {
      wanted = track;
      settle();
    },
    start: () => {
      started = true;
      settle();
    },
    isSending: () => published?.done === true && published.sender?.track?.readyState === 'live',
    close: () => {
      closed = true;
      wanted = null;
      me.off(ParticipantEvent.LocalSenderCreated, onSenderCreated);
      if (published?.sender) replace(published.sender);
      published?.carrier.stop();
    },
  };
};
