/** How to allow microphone or camera again, step by step, in the browser at hand. Loaded only when something is blocked. */
import { msg } from '@lit/localize';
import { BrowserFamily } from '../../media/permission-help.ts';

type Kind = 'microphone' | 'camera';
type Steps = (kind: Kind) => readonly string[];

const again = (): string => msg('Come back here and press Try again.');

const chromiumDesktop: Steps = (kind) => [
  msg('Click the icon left of the address.'),
  kind === 'microphone' ? msg('Switch Microphone on.') : msg('Switch Camera on.'),
  again(),
];
const chromiumAndroid: Steps = (kind) => [
  msg('Tap the icon left of the address, then Permissions.'),
  kind === 'microphone' ? msg('Allow Microphone.') : msg('Allow Camera.'),
  again(),
];
const firefoxDesktop: Steps = (kind) => [
  kind === 'microphone'
    ? msg('Click the crossed-out microphone left of the address.')
    : msg('Click the crossed-out camera left of the address.'),
  msg('Remove “Blocked” with the × beside it.'),
  msg('Press Try again and choose Allow.'),
];
const firefoxAndroid: Steps = (kind) => [
  msg('Tap the lock left of the address.'),
  kind === 'microphone' ? msg('Tap Microphone until it says Allowed.') : msg('Tap Camera until it says Allowed.'),
  again(),
];
const safariMac: Steps = (kind) => [
  msg('In the menu bar, choose Safari, then Settings for This Website.'),
  kind === 'microphone' ? msg('Set Microphone to Allow.') : msg('Set Camera to Allow.'),
  again(),
];
const ios: Steps = (kind) => [
  msg('Tap the page menu left of the address, then Website Settings.'),
  kind === 'microphone' ? msg('Set Microphone to Allow.') : msg('Set Camera to Allow.'),
  msg('If it is not there: Settings of the phone, then this browser.'),
];
const other: Steps = (kind) => [
  kind === 'microphone'
    ? msg('Open this page’s permissions in your browser and allow the microphone.')
    : msg('Open this page’s permissions in your browser and allow the camera.'),
  again(),
];

const steps: { readonly [F in BrowserFamily]: Steps } = {
  [BrowserFamily.ChromiumDesktop]: chromiumDesktop,
  [BrowserFamily.ChromiumAndroid]: chromiumAndroid,
  [BrowserFamily.FirefoxDesktop]: firefoxDesktop,
  [BrowserFamily.FirefoxAndroid]: firefoxAndroid,
  [BrowserFamily.SafariMac]: safariMac,
  [BrowserFamily.Ios]: ios,
  [BrowserFamily.Other]: other,
};

export const permissionSteps = (family: BrowserFamily, kind: Kind): readonly string[] => steps[family](kind);
