import { describe, expect, it } from 'vitest';
import { createFlowJudge, createFlowMeter, flowsNow, type FlowSource } from './flow.ts';

const PACKET_MS = 20;

describe('a voice', () => {
  it('flows when packets and samples have advanced for 100 ms, and no longer 700 ms after the last', () => {
    const judge = createFlowJudge('audio');
    for (let atMs = 0; atMs <= 100; atMs += 50) judge.note(atMs, { arrived: atMs / PACKET_MS, played: atMs * 48 });
    expect(judge.flows(100)).toBe(false);
    judge.note(150, { arrived: 7, played: 7200 });
    expect(judge.flows(150)).toBe(true);
    expect(judge.flows(850)).toBe(true);
    expect(judge.flows(851)).toBe(false);
    judge.note(900, { arrived: 8, played: 8000 });
    expect(judge.flows(900)).toBe(false);
  });

  it('does not flow while packets come and nothing is played, nor the other way round', () => {
    const [unplayed, concealed] = [createFlowJudge('audio'), createFlowJudge('audio')];
    for (let atMs = 0; atMs <= 2000; atMs += 50) {
      unplayed.note(atMs, { arrived: atMs / PACKET_MS, played: 0 });
      concealed.note(atMs, { arrived: 3, played: atMs * 48 });
    }
    expect(unplayed.flows(2000)).toBe(false);
    expect(concealed.flows(2000)).toBe(false);
  });

  it('goes on through the pauses of a codec that sends nothing for silence, but cannot be seen to begin in one', () => {
    const [heard, silent] = [createFlowJudge('audio'), createFlowJudge('audio')];
    for (let atMs = 0; atMs <= 200; atMs += 50) heard.note(atMs, { arrived: atMs / PACKET_MS, played: atMs * 48 });
    for (let atMs = 600; atMs <= 20_000; atMs += 400) {
      const pauses = Math.floor(atMs / 400);
      for (const judge of [heard, silent]) judge.note(atMs, { arrived: 10 + pauses, played: atMs * 48 });
      expect([heard.flows(atMs), silent.flows(atMs)]).toEqual([true, false]);
    }
  });

  it('goes on as long as another witness has heard it', () => {
    const judge = createFlowJudge('audio');
    judge.sustain(0);
    expect(judge.flows(0)).toBe(false);
    for (let atMs = 0; atMs <= 200; atMs += 50) judge.note(atMs, { arrived: atMs / PACKET_MS, played: atMs * 48 });
    for (let atMs = 200; atMs <= 5000; atMs += 200) judge.sustain(atMs);
    expect(judge.flows(5600)).toBe(true);
    expect(judge.restMs(5600)).toBe(600);
  });
});

describe('a picture', () => {
  const framesAt = (kind: 'camera' | 'screen', periodMs: number, untilMs: number) => {
    const judge = createFlowJudge(kind);
    judge.note(0, { arrived: 0, played: 0 });
    for (let atMs = periodMs; atMs <= untilMs; atMs += periodMs) judge.note(atMs, { arrived: atMs, played: atMs / periodMs });
    return judge.flows(untilMs);
  };

  it('flows with five frames in half a second', () => {
    expect(framesAt('camera', 100, 400)).toBe(false);
    expect(framesAt('camera', 100, 500)).toBe(true);
  });

  it('flows later when it is slow by nature', () => {
    expect(framesAt('camera', 200, 1600)).toBe(false);
    expect(framesAt('camera', 200, 2000)).toBe(true);
    expect(framesAt('screen', 1000, 3000)).toBe(true);
    expect(framesAt('camera', 1000, 4000)).toBe(false);
  });

  it('stalls later when nothing moves on it', () => {
    const [camera, screen] = [createFlowJudge('camera'), createFlowJudge('screen')];
    for (const judge of [camera, screen]) for (let n = 0; n < 7; n += 1) judge.note(n * 60, { arrived: n, played: n });
    expect([camera.flows(1860), screen.flows(1860)]).toEqual([true, true]);
    expect([camera.flows(2000), screen.flows(2000)]).toEqual([false, true]);
    expect(screen.flows(6000)).toBe(false);
  });
});

it('asks for statistics only while something is about to change', async () => {
  let asked = 0;
  let packets = 0;
  const source = {
    getStats: () => {
      asked += 1;
      packets += 3;
      const stat = { type: 'inbound-rtp', packetsReceived: packets, jitterBufferEmittedCount: packets * 960 };
      return Promise.resolve(new Map([['in', stat]]) as unknown as RTCStatsReport);
    },
    getSynchronizationSources: () => [{ rtpTimestamp: nowMs, timestamp: nowMs, source: 1 }],
  } satisfies FlowSource;
  let nowMs = 0;
  const meter = createFlowMeter('audio', source, () => nowMs);
  for (; nowMs < 300; nowMs += 50) {
    meter.look(nowMs, true);
    await Promise.resolve().then(() => undefined);
    await new Promise((next) => setTimeout(next));
  }
  expect(meter.flows(nowMs)).toBe(true);
  const before = asked;
  for (; nowMs < 3000; nowMs += 200) meter.look(nowMs, false);
  expect(asked).toBe(before);
  expect(meter.flows(nowMs)).toBe(true);
});

it('knows whether something was played a moment ago', () => {
  const played = (timestamp: number) => ({ getSynchronizationSources: () => [{ timestamp, rtpTimestamp: 1, source: 1 }] });
  expect(flowsNow({ getSynchronizationSources: () => [] })).toBe(false);
  expect(flowsNow(played(performance.now() - 20))).toBe(true);
  expect(flowsNow(played(Date.now() - 20))).toBe(true);
  expect(flowsNow(played(performance.now() - 2000))).toBe(false);
});
