/**
 * What a rejected `getUserMedia` or `getDisplayMedia` means for the person. Browsers share the names of the exceptions
 * but not their use, so this is the only place that reads them. Pure.
 */
import type { CaptureState } from './media.ts';

export type CaptureReason = Extract<CaptureState, { status: 'failed' }>['reason'];

/** Names from before the standard are still thrown by web views. */
const REASONS: Readonly<Record<string, CaptureReason>> = {
  NotAllowedError: 'blocked',
  PermissionDeniedError: 'blocked',
  SecurityError: 'blocked',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  OverconstrainedError: 'missing',
  ConstraintNotSatisfiedError: 'missing',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
};

const textOf = (error: unknown, key: 'name' | 'message'): string => {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
};

/**
 * Chromium says "Permission denied by system" when the operating system, not the page's permission, refuses; the
 * person has to look in another place then.
 */
export const captureReason = (error: unknown): CaptureReason => {
  const reason = Object.hasOwn(REASONS, textOf(error, 'name')) ? REASONS[textOf(error, 'name')] : undefined;
  if (reason === 'blocked' && /\bsystem\b/i.test(textOf(error, 'message'))) return 'blocked-by-system';
  return reason ?? 'unsupported';
};
