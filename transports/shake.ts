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
  let stopTimer = (): void => {};
  const deadline = new Promise<never>((_, reject) => {
    stopTimer = clock.after(HANDSHAKE_TIMEOUT_MS, () => reject(new HandshakeRefused('late')));
  });
  const talk = async (): Promise<VerifiedPeer> => {
    const own = handshake.hello();
    await send(own);
    const theirs = handshake.readHello((await receive()).data);
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
