import { describe, expect, it } from 'vitest';
import { captureReason } from './capture-failure.ts';

describe('what a rejection means', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'blocked'],
    ['NotAllowedError', 'Permission dismissed', 'blocked'],
    ['NotAllowedError', 'Permission denied by system', 'blocked-by-system'],
    ['SecurityError', '', 'blocked'],
    ['NotFoundError', 'Requested device not found', 'missing'],
    ['OverconstrainedError', 'deviceId', 'missing'],
    ['NotReadableError', 'Could not start video source', 'busy'],
    ['NotReadableError', 'The system is busy', 'busy'],
    ['AbortError', 'Starting videoinput failed', 'busy'],
    ['NotSupportedError', '', 'unsupported'],
    ['InvalidStateError', '', 'unsupported'],
  ] as const)('%s “%s” is %s', (name, message, reason) => {
    expect(captureReason(new DOMException(message, name))).toBe(reason);
  });

  it('reads anything that is thrown', () => {
    for (const thrown of [null, undefined, 'NotAllowedError', 7, {}, { name: 3 }, { name: 'toString' }, new TypeError('x')]) {
      expect(captureReason(thrown)).toBe('unsupported');
    }
    expect(captureReason({ name: 'NotAllowedError' })).toBe('blocked');
  });
});
