/** Counts that only grow, whatever WebRTC forgets. */
import { expect, it } from 'vitest';
import { createStatsTally } from './stats-tally.ts';

const inbound = (id: string, packetsReceived: number, packetsLost: number) => ({
  id,
  type: 'inbound-rtp',
  kind: 'audio',
  packetsReceived,
  packetsLost,
});
const pathReports = (candidateType: string) => [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  {
    id: 'P',
    type: 'candidate-pair',
    bytesSent: 500,
    bytesReceived: 900,
    requestsSent: 3,
    responsesReceived: 2,
    currentRoundTripTime: 0.03,
    localCandidateId: 'L',
    remoteCandidateId: 'R',
  },
  { id: 'L', type: 'local-candidate', candidateType: 'host' },
  { id: 'R', type: 'remote-candidate', candidateType },
];

it('keeps what a track had counted after the track is gone', () => {
  const tally = createStatsTally();
  tally.add('down', [inbound('a', 100, 5), inbound('b', 50, 0)]);
  tally.add('down', [inbound('b', 60, 1)]);
  expect(tally.stats().audioDown).toEqual({ lost: 6, expected: 166 });
});

it('does not count a packet lost twice that came late and was lost again', () => {
  const tally = createStatsTally();
  for (const lost of [3, 2, 3, 4]) tally.add('down', [inbound('a', 100, lost)]);
  expect(tally.stats().audioDown.lost).toBe(4);
});

it('takes sound alone for loss, and the chosen pair alone for the path', () => {
  const tally = createStatsTally();
  expect(tally.stats()).toEqual({
    audioUp: { lost: 0, expected: 0 },
    audioDown: { lost: 0, expected: 0 },
    bytesUp: 0,
    bytesDown: 0,
    rttMs: null,
    relayed: null,
  });
  expect(tally.path()).toBeNull();
  tally.add('up', [
    ...pathReports('host'),
    { id: 'Q', type: 'candidate-pair', bytesSent: 9_999 },
    { id: 'v', type: 'outbound-rtp', kind: 'video', packetsSent: 999 },
    { id: 'o', type: 'outbound-rtp', kind: 'audio', packetsSent: 40 },
    { id: 'r', type: 'remote-inbound-rtp', kind: 'audio', packetsLost: 2 },
  ]);
  expect(tally.stats()).toEqual({
    audioUp: { lost: 2, expected: 40 },
    audioDown: { lost: 0, expected: 0 },
    bytesUp: 500,
    bytesDown: 900,
    rttMs: 30,
    relayed: false,
  });
  expect(tally.path()).toEqual({ bytesReceived: 900, requestsSent: 3, responsesReceived: 2 });
});

it('is relayed if either end is, on either of two connections with the same ids', () => {
  const tally = createStatsTally();
  tally.add('up', pathReports('host'));
  tally.add('down', pathReports('relay'));
  expect(tally.stats()).toMatchObject({ relayed: true, bytesUp: 1000, bytesDown: 1800 });
});

it('knows the path in an older Firefox too, which marks the pair and has no transports', () => {
  const tally = createStatsTally();
  tally.add('up', [
    {
      id: 'P',
      type: 'candidate-pair',
      state: 'succeeded',
      selected: false,
      bytesReceived: 7,
      localCandidateId: 'L',
      remoteCandidateId: 'R',
    },
    {
      id: 'Q',
      type: 'candidate-pair',
      state: 'succeeded',
      nominated: true,
      selected: true,
      bytesSent: 500,
      bytesReceived: 900,
      localCandidateId: 'L',
      remoteCandidateId: 'R',
    },
    { id: 'L', type: 'local-candidate', candidateType: 'relay' },
    { id: 'R', type: 'remote-candidate', candidateType: 'host' },
    { id: 'r', type: 'remote-inbound-rtp', kind: 'audio', packetsLost: 0, roundTripTime: 0.05 },
  ]);
  expect(tally.stats()).toMatchObject({ bytesUp: 500, bytesDown: 900, rttMs: 50, relayed: true });
  expect(tally.path()).toEqual({ bytesReceived: 900, requestsSent: 0, responsesReceived: 0 });
});
