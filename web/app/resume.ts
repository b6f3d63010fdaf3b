/**
 * A reload is not a departure: what this tab was doing is kept in its session storage, and taken up again if it was inside
 * a moment ago. Never leaves the tab.
 */
import * as v from 'valibot';

const ResumeSchema = v.object({
  placeId: v.string(),
  x: v.pipe(v.number(), v.minValue(0), v.maxValue(1024)),
  y: v.pipe(v.number(), v.minValue(0), v.maxValue(1024)),
  facing: v.picklist([0, 1, 2, 3, 4, 5, 6, 7]),
  seat: v.nullable(v.string()),
  microphone: v.boolean(),
  camera: v.boolean(),
  enteredAt: v.number(),
  atMs: v.number(),
});
export type Resume = v.InferOutput<typeof ResumeSchema>;

const KEY = 'patio-resume';
const VALID_MS = 5 * 60_000;

export const keepResume = (resume: Resume): void => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(resume));
  } catch {
    // full or forbidden: a reload then starts in the lobby
  }
};
export const forgetResume = (): void => {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
};
export const readResume = (placeId: string, nowMs: number): Resume | null => {
  try {
    const parsed = v.safeParse(ResumeSchema, JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
    return parsed.success && parsed.output.placeId === placeId && nowMs - parsed.output.atMs < VALID_MS ? parsed.output : null;
  } catch {
    return null;
  }
};
