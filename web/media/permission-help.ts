/**
 * Which browser's steps to show when a permission is blocked, and what the permissions are. Codes only; the words are
 * the interface's. Detection is by user agent because the steps are a property of the program, not of a capability.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';

export const BrowserFamily = {
  ChromiumDesktop: 'chromium-desktop',
  ChromiumAndroid: 'chromium-android',
  FirefoxDesktop: 'firefox-desktop',
  FirefoxAndroid: 'firefox-android',
  SafariMac: 'safari-mac',
  /** Every browser on iPhones and iPads: the permission lies with Safari's engine or the app's settings. */
  Ios: 'ios',
  Other: 'other',
} as const;
export type BrowserFamily = (typeof BrowserFamily)[keyof typeof BrowserFamily];

/** @param touchPoints `navigator.maxTouchPoints`: an iPad calls itself a Mac, but no Mac has a touch screen. */
export const browserFamily = (userAgent: string, touchPoints: number): BrowserFamily => {
  const android = /\bAndroid\b/.test(userAgent);
  if (/\b(?:iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && touchPoints > 1)) return BrowserFamily.Ios;
  if (/\b(?:Firefox|FxiOS)\//.test(userAgent)) return android ? BrowserFamily.FirefoxAndroid : BrowserFamily.FirefoxDesktop;
  if (/\b(?:Chrome|Chromium|HeadlessChrome)\//.test(userAgent)) {
    return android ? BrowserFamily.ChromiumAndroid : BrowserFamily.ChromiumDesktop;
  }
  if (/\bMacintosh\b.*\bSafari\//.test(userAgent)) return BrowserFamily.SafariMac;
  return BrowserFamily.Other;
};

export type Permission = 'granted' | 'prompt' | 'denied';
export type Permissions = {
  /** `prompt` also where the browser does not say. */
  readonly microphone: ReadonlySignal<Permission>;
  readonly camera: ReadonlySignal<Permission>;
  readonly close: () => void;
};

type PermissionsPort = { readonly query: (descriptor: { name: PermissionName }) => Promise<PermissionStatus> };

/** @param port `navigator.permissions`, or null where there is none. Follows later changes in the browser's own settings. */
export const queryPermissions = (port: PermissionsPort | null): Permissions => {
  const ends: (() => void)[] = [];
  let closed = false;

  const follow = (name: 'microphone' | 'camera'): ReadonlySignal<Permission> => {
    const permission = signal<Permission>('prompt');
    const begin = async (): Promise<void> => {
      const status = await port?.query({ name }).catch(() => null);
      if (closed || !status) return;
      const read = (): void => {
        permission.value = status.state;
      };
      read();
      status.addEventListener('change', read);
      ends.push(() => status.removeEventListener('change', read));
    };
    void begin();
    return permission;
  };

  return {
    microphone: follow('microphone'),
    camera: follow('camera'),
    close: () => {
      closed = true;
      for (const end of ends) end();
    },
  };
};
