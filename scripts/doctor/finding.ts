/** What one check of the doctor found, in words for the operator: never a stack, never a secret. */

export type Finding = {
  /** ok · warning: works, with a drawback · failed: mend this · skipped: could not be looked at. */
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly subject: string;
  readonly words: string;
  /** What to do, where something is to be done. */
  readonly mend?: string;
};

export const ok = (subject: string, words: string): Finding => ({ status: 'ok', subject, words });
export const warning = (subject: string, words: string, mend: string): Finding => ({ status: 'warning', subject, words, mend });
export const failed = (subject: string, words: string, mend: string): Finding => ({ status: 'failed', subject, words, mend });
export const skipped = (subject: string, words: string): Finding => ({ status: 'skipped', subject, words });

const MARKS: Readonly<Record<Finding['status'], string>> = { ok: 'ok  ', warning: 'warn', failed: 'FAIL', skipped: 'skip' };

export const lineOf = ({ status, subject, words, mend }: Finding): string =>
  `${MARKS[status]}  ${subject.padEnd(12)} ${words}${mend === undefined ? '' : `\n${' '.repeat(19)}→ ${mend}`}`;

/** @returns the exit code: 1 if anything failed */
export const exitCodeOf = (findings: readonly Finding[]): number => (findings.some(({ status }) => status === 'failed') ? 1 : 0);

/** A system's error in words; for what is about the network, said from here. */
export const whyNot = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ETIMEDOUT':
    case 'TIMEOUT':
      return 'no answer, as behind a firewall';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no way to it from here';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the name is not found';
    case 'ECONNRESET':
      return 'the connection was cut';
    default:
      return code ?? message.split('\n')[0] ?? 'unknown error';
  }
};

export class Timeout extends Error {
  readonly code = 'TIMEOUT';
}
