import { expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';
import { createConnections, TAKEN_UNHEARD_MS } from './patio-connection.ts';

const offerOf = async (connection: RTCPeerConnection): Promise<RTCSessionDescriptionInit> => {
  connection.createDataChannel('data');
  await connection.setLocalDescription();
  return { type: 'offer', sdp: connection.localDescription?.sdp ?? '' };
};
const answerTo = async (far: RTCPeerConnection, offer: RTCSessionDescriptionInit): Promise<RTCSessionDescriptionInit> => {
  await far.setRemoteDescription(offer);
  await far.setLocalDescription();
  return { type: 'answer', sdp: far.localDescription?.sdp ?? '' };
};
const makeOne = (): RTCPeerConnection => {
  const { Polyfill } = createConnections({ configuration: () => ({ iceServers: [] }), clock: systemClock, isInCrowd: () => false });
  return new Polyfill();
};

it('lets go of an answer whose sender has gone, long before ICE or trystero would', async () => {
  const connection = makeOne();
  const said: string[] = [];
  connection.addEventListener('connectionstatechange', () => said.push(connection.connectionState));
  const far = new RTCPeerConnection();
  const answer = await answerTo(far, await offerOf(connection));
  far.close();
  await connection.setRemoteDescription(answer);
  const takenAtMs = performance.now();
  await vi.waitFor(() => expect(said.at(-1)).toBe('closed'), { timeout: TAKEN_UNHEARD_MS + 5_000, interval: 50 });
  expect(performance.now() - takenAtMs).toBeGreaterThan(TAKEN_UNHEARD_MS - 100);
});

it('keeps one whose sender is there', async () => {
  const connection = makeOne();
  const far = new RTCPeerConnection();
  far.addEventListener('icecandidate', ({ candidate }) => void connection.addIceCandidate(candidate ?? undefined).catch(() => {}));
  await connection.setRemoteDescription(await answerTo(far, await offerOf(connection)));
  await vi.waitFor(() => expect(connection.connectionState).toBe('connected'), { timeout: 10_000 });
  await new Promise((resolve) => setTimeout(resolve, TAKEN_UNHEARD_MS + 500));
  expect(connection.connectionState).toBe('connected');
  connection.close();
  far.close();
});
