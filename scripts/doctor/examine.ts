/** All checks, in the order in which mending makes sense. Whatever rests on something broken is left out. */
import { checkDesk, checkRelay, checkStun } from './check-relay.ts';
import { checkSfu } from './check-sfu.ts';
import { checkTurn } from './check-turn.ts';
import { checkDns, checkPage, checkPort, checkTls } from './check-web.ts';
import type { Finding } from './finding.ts';
import type { Target } from './target.ts';

export type ExamineOptions = {
  readonly target: Target;
  /** Unix time in milliseconds. */
  readonly nowMs: () => number;
  /** Told as soon as it is known. */
  readonly tell: (finding: Finding) => void;
  /** An authority to believe besides the known ones; for tests. */
  readonly ca?: string;
};

/** @returns everything that was told */
export const examine = async ({ target, nowMs, tell, ca }: ExamineOptions): Promise<readonly Finding[]> => {
  const told: Finding[] = [];
  const note = (...findings: readonly Finding[]): boolean => {
    for (const finding of findings) {
      told.push(finding);
      tell(finding);
    }
    return findings.every(({ status }) => status !== 'failed');
  };
  if (!note(await checkDns(target)) || !note(await checkPort(target))) return told;
  note(await checkTls(target, nowMs(), ca));
  const page = await checkPage(target, nowMs);
  note(...page.findings);
  const { finding, call } = await checkRelay(target);
  note(finding);
  try {
    const stun = page.config === null ? null : await checkStun(page.config, target);
    note(...(stun?.findings ?? []));
    if (call === null || page.config === null || !(page.config.turn || page.config.sfu)) return told;
    const desk = await checkDesk(call, target);
    note(desk.finding);
    if (!desk.isServed) return told;
    if (page.config.turn) note(...(await checkTurn(call, target, stun?.seenAs ?? null)));
    if (page.config.sfu) note(...(await checkSfu(call, target)));
    return told;
  } finally {
    call?.close();
  }
};
