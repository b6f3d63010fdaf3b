/**
 * Runs the handshake (`handshake.ts`) on one connection: two messages each way, a deadline, and the comparison with
 * the fingerprint that the connection really has.
 */
import type { DataPayload, HandshakePayload } from '@trystero-p2p/core';
import type { Clock } from './clock.ts';
import { type Handshake, HANDSHAKE_TIMEOUT_MS, HandshakeRefused, type VerifiedPeer } from './handshake.ts';
import { fingerprintOf } from './ice.ts';

export type HandshakeSender = (data: DataPayload) => Promise<void>;
export type HandshakeReceiver = () => Promise<HandshakePayload>;

/** Both sides speak as soon as the channel opens: whoever says nothing for so long has another connection in mind. */
const FIRST_WORD_TIMEOUT_MS = 5_000;

export type ShakeOptions = {
  readonly handshake: Handshake;
  readonly clock: Clock;
  readonly peerId: string;
  readonly connection: RTCPeerConnection;
  readonly send: HandshakeSender;
  readonly receive: HandshakeReceiver;
};

/** @throws HandshakeRefused, or whatever `receive` throws when the connection closes. */
export const shakeHands = async ({ handshake, clock, peerId, connection, send, receive }: ShakeOptions): Promise<VerifiedPeer> => {
  const { promise: deadline, reject: give } = Promise.withResolvers<never>();
  const stopTimer = clock.after(HANDSHAKE_TIMEOUT_MS, () => give(new HandshakeRefused('late')));
  const talk = async (): Promise<VerifiedPeer> => {
    const own = handshake.hello();
    await send(own);
    const stopWaiting = clock.after(FIRST_WORD_TIMEOUT_MS, () => give(new HandshakeRefused('late')));
    const theirs = handshake.readHello((await receive()).data);
    stopWaiting();
    await send(await handshake.prove(peerId, own, theirs));
    const peer = await handshake.verify(peerId, own, theirs, (await receive()).data);
    if (fingerprintOf(connection.remoteDescription?.sdp) !== peer.fingerprint) throw new HandshakeRefused('fingerprint');
    return peer;
  };
  try {
    return await Promise.race([talk(), deadline]);
  } finally {
    stopTimer();
  }
};
