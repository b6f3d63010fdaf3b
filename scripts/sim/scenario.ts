/**
 * A scenario file as text → a scenario, or one sentence with the line that it is about. Two kinds: YAML that somebody wrote
 * (docs/sim/*.yaml), and the JSON that the connection panel exports. Reads no file.
 */
import * as v from 'valibot';
import { LineCounter, parseDocument } from 'yaml';
import { explainIssue, pathOfIssue } from '../../domain/config/explain.ts';
import { type Policy, PolicyFileSchema } from '../../domain/config/policy-config.ts';
import { type MetricsRecording, RECORDING_FORMAT, RecordingSchema } from '../../domain/policy/metrics-recording.ts';
import { offsetOf } from '../../signal-relay/config-text.ts';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** What is so from `at` on. What is not said stays as it was. */
const TurnSchema = v.strictObject({
  /** Seconds since the beginning. */
  at: whole(0, 86_400),
  people: v.optional(whole(1, 200)),
  /** How many of them are relayed on every link of theirs. */
  relayed: v.optional(whole(0, 200)),
  /** How many of them have a laptop at its end: CPU 100 %, and every fourth packet lost. */
  dying: v.optional(whole(0, 200)),
  hidden: v.optional(whole(0, 200)),
  cpu: v.optional(percent),
  loss: v.optional(percent),
  rtt: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(5000))),
  /** The same while the room is on the SFU; not said: as on the mesh. */
  cpuOnSfu: v.optional(percent),
  lossOnSfu: v.optional(percent),
  /** Does the SFU answer? */
  sfu: v.optional(v.picklist(['up', 'down'])),
});
export type Turn = v.InferOutput<typeof TurnSchema>;

const ScenarioSchema = v.strictObject({
  title: v.optional(v.pipe(v.string(), v.maxLength(120)), 'A room'),
  seconds: whole(2, 86_400),
  /** Is an SFU configured at all? */
  sfu: v.optional(v.boolean(), true),
  sfuOpensMs: v.optional(whole(0, 60_000), 800),
  /** By how many per cent, up or down, each person's figures wander. */
  noise: v.optional(percent, 10),
  seed: v.optional(whole(0, 2 ** 31), 1),
  policy: v.optional(PolicyFileSchema, {}),
  timeline: v.pipe(v.array(TurnSchema), v.minLength(1), v.maxLength(10_000)),
});
export type WrittenScenario = v.InferOutput<typeof ScenarioSchema>;

export type Scenario =
  | { readonly kind: 'written'; readonly scenario: WrittenScenario }
  | { readonly kind: 'recorded'; readonly recording: MetricsRecording };

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly line: number | null; readonly problem: string };

const isRecording = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === RECORDING_FORMAT;

type Path = readonly (string | number)[];
type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly path: Path; readonly problem: string };

const check = <T>(schema: v.GenericSchema<unknown, T>, value: unknown): Checked<T> => {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  const path = pathOfIssue(issue);
  // a check across several settings says itself what is wrong
  const problem = issue.type === 'check' ? `${path.join('.')} is wrong: ${issue.message}` : explainIssue(issue);
  return { ok: false, path, problem };
};

const readText = <T>(text: string, parse: (value: unknown) => Checked<T>): Reading<T> => {
  const lines = new LineCounter();
  // JSON is YAML too, so one parser finds the lines of both
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number | null): number | null => (offset === null ? null : lines.linePos(offset).line);
  const [error] = document.errors;
  if (error !== undefined) {
    const problem = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'is not YAML';
    return { ok: false, line: lineAt(error.pos[0]), problem };
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error_) {
    return { ok: false, line: null, problem: (error_ as Error).message.split('\n')[0] ?? 'is not YAML' };
  }
  const checked = parse(value ?? {});
  return checked.ok ? checked : { ok: false, line: lineAt(offsetOf(document, checked.path)), problem: checked.problem };
};

/** What no schema of one turn can see. */
const checkTimeline = (scenario: WrittenScenario): Checked<Scenario> => {
  const { timeline } = scenario;
  const [first] = timeline as [Turn];
  const refuse = (path: Path, problem: string): Checked<Scenario> => ({ ok: false, path, problem });
  if (first.at !== 0) return refuse(['timeline', 0, 'at'], 'timeline[0].at must be 0: a scenario says how it begins');
  if (first.people === undefined) return refuse(['timeline', 0], 'timeline[0].people is missing: a scenario says how it begins');
  const early = timeline.findIndex((turn, i) => i > 0 && turn.at < (timeline[i - 1] as Turn).at);
  if (early === -1) return { ok: true, value: { kind: 'written', scenario } };
  const before = (timeline[early - 1] as Turn).at;
  return refuse(['timeline', early, 'at'], `timeline[${early}].at must not be before timeline[${early - 1}].at (${before})`);
};

const checkScenario = (value: unknown): Checked<Scenario> => {
  if (isRecording(value)) {
    const recorded = check(RecordingSchema, value);
    return recorded.ok ? { ok: true, value: { kind: 'recorded', recording: recorded.value } } : recorded;
  }
  const written = check(ScenarioSchema, value);
  return written.ok ? checkTimeline(written.value) : written;
};

export const readScenario = (text: string): Reading<Scenario> => readText(text, checkScenario);

const PolicyPartSchema = v.object({ policy: v.optional(PolicyFileSchema, {}) });

/** The `policy` group of a config.yaml; what else is in it is not looked at. */
export const readPolicy = (text: string): Reading<Policy> =>
  readText<Policy>(text, (value) => {
    const part = check(PolicyPartSchema, value);
    return part.ok ? { ok: true, value: part.value.policy } : part;
  });
