/**
 * Negotiations after the link stands: the three fixed media lines once, and ICE restarts. Only one side ever makes
 * offers (the lower id), so offers cannot cross. Takes over from trystero, which would send them through the very
 * connection that may be interrupted. A description that names another certificate is refused: the handshake was about
 * this one. Does not know how its messages travel.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import { hasOnlyFingerprint } from './ice.ts';
import type { NegotiationMessage } from './link-wire.ts';
import type { MediaLines } from './place-link.ts';

const LINES = ['audio', 'video', 'video'] as const;
const MAX_WAITING_CANDIDATES = 64;

export type NegotiationOptions = {
  readonly connection: RTCPeerConnection;
  readonly makesOffers: boolean;
  /** The verified fingerprint of the other end. */
  readonly fingerprint: string;
  readonly send: (message: NegotiationMessage) => void;
  /** The other side broke the rules. */
  readonly onViolation: () => void;
};

export type Negotiation = {
  readonly lines: ReadonlySignal<MediaLines | null>;
  readonly start: () => void;
  readonly restartIce: () => void;
  /** Says again what is unanswered: the way it went was interrupted. */
  readonly repeat: () => void;
  readonly receive: (message: NegotiationMessage) => void;
};

export const createNegotiation = ({ connection, makesOffers, fingerprint, send, onViolation }: NegotiationOptions): Negotiation => {
  const lines = signal<MediaLines | null>(null);
  let round = 0;
  let waiting: RTCIceCandidateInit[] = [];
  let queue = Promise.resolve();
  /** One step at a time, in the order of arrival; a connection that closes meanwhile ends them all. */
  const inTurn = (step: () => Promise<void>): void => {
    queue = queue.then(step).catch(() => {});
  };

  const ordered = (): RTCRtpTransceiver[] => connection.getTransceivers().toSorted((a, b) => Number(a.mid) - Number(b.mid));
  const noteLines = (): void => {
    const [audio, camera, screen] = ordered();
    if (lines.value === null && audio?.mid && camera?.mid && screen?.mid) lines.value = { audio, camera, screen };
  };

  const sendDescription = (): void => {
    const description = connection.localDescription;
    if (description !== null && (description.type === 'offer' || description.type === 'answer'))
      send({ t: 'sdp', kind: description.type, n: round, sdp: description.sdp });
  };

  const makeOffer = (): void =>
    inTurn(async () => {
      if (connection.signalingState !== 'stable') return;
      await connection.setLocalDescription();
      round += 1;
      sendDescription();
    });

  const applyWaiting = async (): Promise<void> => {
    const remote = connection.remoteDescription?.sdp ?? '';
    const later: RTCIceCandidateInit[] = [];
    for (const candidate of waiting) {
      if (candidate.usernameFragment && !remote.includes(`a=ice-ufrag:${candidate.usernameFragment}`)) later.push(candidate);
      else await connection.addIceCandidate(candidate).catch(() => {});
    }
    waiting = later;
  };

  const takeOffer = async (n: number, sdp: string): Promise<void> => {
    if (n === round) return sendDescription(); // the answer was lost on the way
    if (n < round) return;
    await connection.setRemoteDescription({ type: 'offer', sdp });
    round = n;
    for (const line of connection.getTransceivers()) line.direction = 'sendrecv';
    await connection.setLocalDescription();
    sendDescription();
    await applyWaiting();
    noteLines();
  };

  const takeAnswer = async (n: number, sdp: string): Promise<void> => {
    if (n !== round || connection.signalingState !== 'have-local-offer') return;
    await connection.setRemoteDescription({ type: 'answer', sdp });
    await applyWaiting();
    noteLines();
  };

  connection.onnegotiationneeded = makesOffers ? makeOffer : null;
  connection.onicecandidate = ({ candidate }) => {
    if (candidate !== null && candidate.candidate !== '') send({ t: 'candidate', candidate: candidate.toJSON() as { candidate: string } });
  };

  return {
    lines,
    start: () => {
      if (makesOffers) for (const kind of LINES) connection.addTransceiver(kind, { direction: 'sendrecv' });
    },
    restartIce: () => {
      if (makesOffers) connection.restartIce();
      else send({ t: 'restart' });
    },
    repeat: () => {
      if (makesOffers && connection.signalingState === 'have-local-offer') sendDescription();
    },
    receive: (message) => {
      if (message.t === 'restart') {
        if (makesOffers) connection.restartIce();
      } else if (message.t === 'candidate') {
        if (waiting.length < MAX_WAITING_CANDIDATES) waiting.push(message.candidate as RTCIceCandidateInit);
        inTurn(applyWaiting);
      } else if (!hasOnlyFingerprint(message.sdp, fingerprint) || (message.kind === 'offer') === makesOffers) onViolation();
      else inTurn(() => (message.kind === 'offer' ? takeOffer : takeAnswer)(message.n, message.sdp));
    },
  };
};
