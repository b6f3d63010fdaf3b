import type { DataPayload } from '@trystero-p2p/core';
import { describe, expect, it } from 'vitest';
import type { Handshake, VerifiedPeer } from './handshake.ts';
import { HANDSHAKE_TIMEOUT_MS, HandshakeRefused } from './handshake.ts';
import { shakeHands } from './shake.ts';
import { createHandClock } from './testing.ts';

const print = (byte: string): string => Array.from({ length: 32 }, () => byte).join(':');
const peer = { fingerprint: print('AA') } as VerifiedPeer;
const hello = { v: 1, nonce: '00' } as const;
const handshake = {
  hello: () => hello,
  readHello: () => hello,
  prove: () => Promise.resolve({}),
  verify: () => Promise.resolve(peer),
} as unknown as Handshake;
const connectionTo = (fingerprint: string): RTCPeerConnection =>
  ({ remoteDescription: { sdp: `v=0\r\na=fingerprint:sha-256 ${fingerprint}\r\n` } }) as RTCPeerConnection;
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const shake = (connection: RTCPeerConnection, receive: () => Promise<{ data: DataPayload }>) => {
  const clock = createHandClock();
  const sent: DataPayload[] = [];
  const send = (data: DataPayload): Promise<void> => {
    sent.push(data);
    return Promise.resolve();
  };
  const result = shakeHands({ handshake, clock, peerId: 'B', connection, send, receive });
  const refusal = result.then(
    () => 'accepted',
    (error: unknown) => (error instanceof HandshakeRefused ? error.reason : (error as Error).message),
  );
  return { clock, sent, refusal };
};

describe('shaking hands', () => {
  it('says two things and hears two', async () => {
    const { sent, refusal, clock } = shake(connectionTo(print('AA')), () => Promise.resolve({ data: {} }));
    expect(await refusal).toBe('accepted');
    expect(sent).toEqual([hello, {}]);
    expect(clock.pending()).toBe(0);
  });

  it('refuses a proof about another connection: somebody stands in the middle', async () => {
    expect(await shake(connectionTo(print('BB')), () => Promise.resolve({ data: {} })).refusal).toBe('fingerprint');
  });

  it('reads the fingerprint in either case', async () => {
    expect(await shake(connectionTo(print('aa')), () => Promise.resolve({ data: {} })).refusal).toBe('accepted');
  });

  it('refuses who is late', async () => {
    let heard = 0;
    const { clock, refusal } = shake(connectionTo(print('AA')), () =>
      heard++ === 0 ? Promise.resolve({ data: {} }) : new Promise(() => {}),
    );
    await settle();
    clock.advance(HANDSHAKE_TIMEOUT_MS - 1);
    await settle();
    expect(clock.pending()).toBe(1);
    clock.advance(1);
    expect(await refusal).toBe('late');
  });

  it('waits less long for the first word', async () => {
    const { clock, refusal } = shake(connectionTo(print('AA')), () => new Promise(() => {}));
    await settle();
    clock.advance(HANDSHAKE_TIMEOUT_MS / 2);
    expect(await refusal).toBe('late');
  });

  it('passes on that the connection closed, which is no refusal', async () => {
    const closed = () => Promise.reject(new Error('peer disconnected'));
    expect(await shake(connectionTo(print('AA')), closed).refusal).toBe('peer disconnected');
  });
});
