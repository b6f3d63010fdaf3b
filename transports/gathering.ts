/**
 * When a description has the candidates that it should carry. Chromium has a machine's own UDP addresses in 1–3 ms,
 * then spends 120 ms on TCP ones that two browsers can never use (both sides would have to call), so "complete" is
 * much too late.
 */
import type { Clock } from './clock.ts';

/** hosts: the machine's own addresses, the rest trickles · all: everything, for networks that pass one string each way. */
export type GatherMode = 'hosts' | 'all';

const QUIET_MS = 8;
/** Each candidate that travels alone is a message to seal, carry and open: on a machine that links seven pairs at once … */
const QUIET_IN_CROWD_MS = 24;
const HOSTS_LIMIT_MS = 40;
/** Long enough for a STUN answer from another continent; an unreachable STUN server costs no more than this. */
export const ALL_LIMIT_MS = 700;

/**
 * Who may use nothing but a relay has no candidate before that has answered, and a description without any is worse than
 * none: an answer binds the other side for 23 s. Less than `ANSWER_UNHEARD_MS`.
 */
export const RELAY_LIMIT_MS = 3_000;

export const isHidden = ({ iceTransportPolicy }: RTCConfiguration): boolean => iceTransportPolicy === 'relay';
export const hasCandidates = (description: RTCSessionDescription | null): boolean => description?.sdp.includes('\na=candidate:') === true;

export const isUseless = (candidate: RTCIceCandidate): boolean => candidate.protocol === 'tcp' && candidate.tcpType === 'active';

/** The kinds of candidate that the configuration promises. */
export const expectedTypes = ({ iceServers = [], iceTransportPolicy }: RTCConfiguration): ReadonlySet<string> => {
  const urls = iceServers.flatMap(({ urls: each }) => each);
  const types = new Set<string>();
  if (iceTransportPolicy !== 'relay') types.add('host');
  if (iceTransportPolicy !== 'relay' && urls.some((url) => url.startsWith('stun'))) types.add('srflx');
  if (urls.some((url) => url.startsWith('turn'))) types.add('relay');
  return types;
};

/** Call before `setLocalDescription`. Resolves when the mode is satisfied (one relayed address where only those are allowed), at the latest at its limit. */
export const candidatesGathered = (connection: RTCPeerConnection, mode: GatherMode, clock: Clock, isInCrowd = false): Promise<void> =>
  new Promise((resolve) => {
    const configuration = connection.getConfiguration();
    const hidden = isHidden(configuration);
    const missing = new Set(hidden ? ['relay'] : mode === 'all' ? expectedTypes(configuration) : ['host']);
    const limitMs = hidden ? RELAY_LIMIT_MS : mode === 'all' ? ALL_LIMIT_MS : HOSTS_LIMIT_MS;
    const over = new AbortController();
    let stopQuiet = (): void => {};
    const finish = (): void => {
      stopLimit();
      stopQuiet();
      over.abort();
      resolve();
    };
    const stopLimit = clock.after(limitMs, finish);
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => {
        if (candidate === null || isUseless(candidate)) return;
        missing.delete(candidate.type ?? '');
        stopQuiet();
        if (missing.size === 0) stopQuiet = clock.after(isInCrowd ? QUIET_IN_CROWD_MS : QUIET_MS, finish);
      },
      { signal: over.signal },
    );
    const check = (): void => {
      if (connection.iceGatheringState === 'complete' || connection.connectionState === 'closed') finish();
    };
    connection.addEventListener('icegatheringstatechange', check, { signal: over.signal });
    connection.addEventListener('connectionstatechange', check, { signal: over.signal });
  });
