import { describe, expect, it } from 'vitest';
import { browserFamily, queryPermissions } from './permission-help.ts';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit';
describe('whose steps to show', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', 0, 'chromium-desktop'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0', 10, 'chromium-desktop'],
    ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36', 5, 'chromium-android'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 0, 'firefox-desktop'],
    ['Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', 5, 'firefox-android'],
    [`${MAC}/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`, 0, 'safari-mac'],
    [`${MAC}/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36`, 0, 'chromium-desktop'],
    [`${MAC}/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`, 5, 'ios'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 CriOS/156.0 Mobile/15E148 Safari/604.1', 5, 'ios'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 FxiOS/153.0 Mobile/15E148', 5, 'ios'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15', 0, 'other'],
    ['', 0, 'other'],
  ] as const)('%s', (userAgent, touchPoints, family) => {
    expect(browserFamily(userAgent, touchPoints)).toBe(family);
  });
});

describe('permissions', () => {
  class Status extends EventTarget {
    state: PermissionState = 'denied';
  }

  it('follows the browser, and stops when closed', async () => {
    const status = new Status();
    const permissions = queryPermissions({ query: () => Promise.resolve(status as unknown as PermissionStatus) });
    await Promise.resolve();
    await Promise.resolve();
    expect(permissions.microphone.value).toBe('denied');
    status.state = 'granted';
    status.dispatchEvent(new Event('change'));
    expect(permissions.camera.value).toBe('granted');
    permissions.close();
    status.state = 'denied';
    status.dispatchEvent(new Event('change'));
    expect(permissions.camera.value).toBe('granted');
  });

  it('says prompt where the browser does not know the question', async () => {
    const permissions = queryPermissions({ query: () => Promise.reject(new TypeError('microphone is no permission')) });
    await Promise.resolve();
    await Promise.resolve();
    expect(permissions.microphone.value).toBe('prompt');
    expect(queryPermissions(null).camera.value).toBe('prompt');
  });
});
