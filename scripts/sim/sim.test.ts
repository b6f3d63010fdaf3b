import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/config/policy-config.ts';
import { type MetricsRecording, recordingEntry, RecordingSchema } from '../../domain/policy/metrics-recording.ts';
import { modeChanges } from '../../domain/policy/simulate.ts';
import type { PeerReport } from '../../domain/policy/room-metrics.ts';
import { calmPeer } from '../../domain/policy/testing.ts';
import { clockOf, drawChart } from './chart.ts';
import { peopleOf } from './people.ts';
import { readPolicy, readScenario, type Reading } from './scenario.ts';
import { simulate } from './simulation.ts';

const EXAMPLES = fileURLToPath(new URL('../../docs/sim/', import.meta.url));
const RUN = fileURLToPath(new URL('run.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'patio-sim-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const must = <T>(reading: Reading<T>): T => {
  if (!reading.ok) throw new Error(`${reading.line ?? '?'}: ${reading.problem}`);
  return reading.value;
};
const run = (text: string) => simulate(must(readScenario(text)), null);
const changesOf = (text: string) => modeChanges(run(text).moments).map(({ atMs, mode, reason }) => [clockOf(atMs), mode, reason]);
const example = (name: string): string => readFileSync(join(EXAMPLES, name), 'utf8');

describe('the examples in docs/sim', () => {
  it.each([
    [
      'lunch.yaml',
      [
        ['0:00', 'P2P_DIRECT', 'none'],
        ['3:02', 'SFU', 'participants'],
        ['5:30', 'P2P_DIRECT', 'calm'],
        ['8:02', 'SFU', 'participants'],
        ['10:02', 'P2P_DIRECT', 'calm'],
      ],
    ],
    [
      'one-dying-laptop.yaml',
      [
        ['0:00', 'P2P_DIRECT', 'none'],
        ['2:30', 'P2P_TURN', 'none'],
        ['4:04', 'P2P_DIRECT', 'none'],
      ],
    ],
    [
      'sfu-crash.yaml',
      [
        ['0:00', 'P2P_DIRECT', 'participants'],
        ['0:02', 'SFU', 'participants'],
        ['1:40', 'P2P_DIRECT', 'sfu-lost'],
        ['3:32', 'SFU', 'participants'],
      ],
    ],
  ])('%s is what it says', (name, changes) => {
    expect(changesOf(example(name))).toEqual(changes);
  });
  it('can all be drawn', () => {
    const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml'));
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const simulation = run(example(name));
      const svg = drawChart(simulation.moments, simulation);
      expect(svg).toMatch(/^<svg [^>]+>[\s\S]+<\/svg>\n$/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect([...svg.matchAll(/data-mode="(\w+)"/g)].map(([, mode]) => mode)).toEqual(
        modeChanges(simulation.moments).map(({ mode }) => mode),
      );
    }
  });
});

describe('a scenario', () => {
  it('is the same for the same seed, whatever its noise', () => {
    const text = 'seconds: 300\nnoise: 80\nseed: 7\ntimeline: [{ at: 0, people: 7, cpu: 60, loss: 4 }]';
    expect(run(text)).toEqual(run(text));
    expect(run(text)).not.toEqual(run(text.replace('seed: 7', 'seed: 8')));
  });
  it('never leaves the mesh where no SFU is configured', () => {
    const { moments } = run('seconds: 300\nsfu: false\ntimeline: [{ at: 0, people: 40, cpu: 100, loss: 50 }]');
    expect(moments.every(({ mode }) => mode !== 'SFU')).toBe(true);
  });
  it('may have a policy of its own', () => {
    const text = 'seconds: 60\npolicy: { up: { participants: 3 } }\ntimeline: [{ at: 0, people: 4 }]';
    expect(run(text).moments.at(-1)?.mode).toBe('SFU');
  });
  it('has a title that is only text', () => {
    const simulation = run('title: "<b>&\\"x"\nseconds: 10\ntimeline: [{ at: 0, people: 2 }]');
    expect(drawChart(simulation.moments, simulation)).toContain('&lt;b&gt;&amp;&quot;x');
  });
});

describe('a mistake is told in one sentence with its line', () => {
  it.each([
    ['', null, 'seconds is missing'],
    ['seconds: 60', null, 'timeline is missing'],
    ['seconds: 60\ntimeline: []', 2, 'timeline must have at least 1'],
    ['seconds: 1\ntimeline:\n  - { at: 0, people: 2 }', 1, 'seconds must be at least 2'],
    [
      'seconds: 60\ntimeline:\n  - { at: 0, people: 2 }\n  - { at: 9, poeple: 3 }',
      4,
      'timeline[1].poeple is not a setting that Patio knows',
    ],
    ['seconds: 60\ntimeline:\n  - at: 0\n    people: 2\n    cpu: 120', 5, 'timeline[0].cpu must be at most 100'],
    ['seconds: 60\ntimeline:\n  - { at: 5, people: 2 }', 3, 'timeline[0].at must be 0: a scenario says how it begins'],
    ['seconds: 60\ntimeline:\n  - { at: 0, cpu: 2 }', 3, 'timeline[0].people is missing: a scenario says how it begins'],
    [
      'seconds: 60\ntimeline:\n  - { at: 0, people: 2 }\n  - { at: 9 }\n  - { at: 8 }',
      5,
      'timeline[2].at must not be before timeline[1].at (9)',
    ],
    ['seconds: 60\npolicy:\n  up:\n    cpuPercent: 170\ntimeline: [{ at: 0, people: 1 }]', 4, 'policy.up.cpuPercent must be at most 100'],
    ['seconds: 60\ntimeline: [{ at: 0', 2, expect.stringMatching(/^[^\n]+$/)],
    ['{\n "format": "patio-metrics",\n "version": 2,\n "entries": []\n}', 3, 'version must be 1'],
    [
      '{\n "format": "patio-metrics",\n "version": 1,\n "entries": [{ "atMs": 0,\n "participants": -1, "reports": {} }]\n}',
      5,
      'entries[0].participants must be at least 0',
    ],
  ])('%j', (text, line, problem) => {
    expect(readScenario(text)).toEqual({ ok: false, line, problem });
  });
  it('also in a policy', () => {
    expect(readPolicy('port: 80\npolicy:\n  dwon: {}\n')).toEqual({
      ok: false,
      line: 3,
      problem: 'policy.dwon is not a setting that Patio knows',
    });
    expect(readPolicy('port: 80\n')).toEqual({ ok: true, value: defaultPolicy() });
  });
});

const recording: MetricsRecording = {
  format: 'patio-metrics',
  version: 1,
  room: 'open',
  startedAt: 1_790_000_000_000,
  hasSfu: true,
  policy: defaultPolicy(),
  entries: Array.from({ length: 30 }, (_, i) => ({
    atMs: 500 + i * 2000,
    participants: 3,
    mode: 'P2P_DIRECT' as const,
    epoch: 0,
    reports: Object.fromEntries(
      ['a', 'b', 'c'].map((peer) => [peer, { ageMs: 300, metrics: { ...calmPeer, links: 2, cpuPercent: i < 10 ? 30 : 90 } }]),
    ),
  })),
};

const delayed = (reports: ReadonlyMap<string, PeerReport>, ms: number): ReadonlyMap<string, PeerReport> =>
  new Map([...reports].map(([peer, { metrics, atMs }]) => [peer, { metrics, atMs: atMs + ms }] as const));

describe('a recording', () => {
  it('is replayed through the code that decided', () => {
    const { moments, title } = run(JSON.stringify(recording));
    expect(title).toBe('Room open, 2026-09-21 14:13 UTC');
    expect(modeChanges(moments).map(({ atMs, mode, reason }) => [atMs, mode, reason])).toEqual([
      [500, 'P2P_DIRECT', 'none'],
      [26_500, 'SFU', 'cpu'],
    ]);
  });
  it('of a room decides as the room did', () => {
    const room = run(example('lunch.yaml'));
    const scenario = must(readScenario(example('lunch.yaml')));
    if (scenario.kind !== 'written') throw new Error('a written scenario');
    const people = peopleOf(scenario.scenario);
    const entries = room.moments.map(({ atMs, metrics, epoch }, i) => {
      const mode = room.moments[i - 1]?.mode ?? 'P2P_DIRECT';
      const { reports } = people(atMs, mode);
      return recordingEntry({ nowMs: 7.5 + atMs, participants: metrics.participants, reports: delayed(reports, 7.5), mode, epoch }, 7.5);
    });
    const replayed = run(JSON.stringify({ ...recording, entries }));
    expect(modeChanges(replayed.moments)).toEqual(modeChanges(room.moments));
    expect(replayed.moments.map(({ metrics }) => metrics)).toEqual(room.moments.map(({ metrics }) => metrics));
  });
  it('can be replayed with another policy', () => {
    const policy = must(readPolicy('policy: { up: { cpuPercent: 95 } }'));
    expect(simulate(must(readScenario(JSON.stringify(recording))), policy).moments.every(({ mode }) => mode === 'P2P_DIRECT')).toBe(true);
  });
  it('is refused when it goes back in time or a part is larger than its whole', () => {
    const [first, second] = recording.entries as [MetricsRecording['entries'][number], MetricsRecording['entries'][number]];
    expect(v.is(RecordingSchema, { ...recording, entries: [second, first] })).toBe(false);
    const reports = { a: { ageMs: 0, metrics: { ...calmPeer, audioLost: 1, audioExpected: 0 } } };
    const result = readScenario(JSON.stringify({ ...recording, entries: [{ ...first, reports }] }, null, 1));
    expect(result).toMatchObject({ ok: false, problem: expect.stringMatching(/^entries\.0\.reports\.a\.metrics is wrong: /) });
  });
});

describe('npm run sim', () => {
  const command = async (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    try {
      return {
        code: 0,
        ...(await promisify(execFile)(process.execPath, [RUN, ...args], { cwd: folder, env: { ...process.env, INIT_CWD: folder } })),
      };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, stdout, stderr };
    }
  };
  it('says what the room did and draws it', async () => {
    const result = await command(join(EXAMPLES, 'lunch.yaml'), '--out', 'lunch.svg');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toContain('3:02  SFU        epoch 1  (participants)');
    expect(readFileSync(join(folder, 'lunch.svg'), 'utf8')).toContain('Lunch in the kitchen');
  });
  it('takes a recording and the policy of a config.yaml', async () => {
    writeFileSync(join(folder, 'recorded.json'), JSON.stringify(recording));
    writeFileSync(join(folder, 'config.yaml'), 'port: 8420\npolicy:\n  up: { cpuPercent: 99 }\n');
    const result = await command('recorded.json', '--policy', 'config.yaml');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).not.toContain('SFU');
  });
  it('says in one line what is wrong', async () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'seconds: 60\ntimeline:\n  - { at: 0, people: 0 }\n');
    expect(await command('wrong.yaml')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'wrong.yaml, line 3: timeline[0].people must be at least 1.\n',
    });
    expect(await command('none.yaml')).toEqual({ code: 1, stdout: '', stderr: 'none.yaml: cannot be read (ENOENT).\n' });
    expect((await command()).stderr).toMatch(/^One scenario file is needed.+\n$/);
    expect((await command('--loud', 'x.yaml')).stderr).toMatch(/^[^\n]+Try --help\.\n$/);
  });
});
