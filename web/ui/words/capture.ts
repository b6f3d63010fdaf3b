/** Why a microphone, camera or screen cannot be used: what is wrong, and what helps. Knows no browser's steps. */
import { msg } from '@lit/localize';
import type { CaptureState } from '../../media/media.ts';

export type CaptureKind = 'microphone' | 'camera' | 'screen';
export type CaptureFailure = Extract<CaptureState, { status: 'failed' }>['reason'];
export type CaptureWords = { readonly title: string; readonly help: string };

type WordsFor = { readonly [K in CaptureFailure]: () => CaptureWords };

const microphone: WordsFor = {
  blocked: () => ({ title: msg('Your browser blocks the microphone.'), help: msg('Meanwhile you can stay and listen.') }),
  'blocked-by-system': () => ({
    title: msg('Your computer keeps the microphone from this browser.'),
    help: msg('Allow it in the system’s privacy settings, then try again. You can stay and listen.'),
  }),
  missing: () => ({ title: msg('There is no microphone.'), help: msg('Plug one in and it is found at once. You can stay and listen.') }),
  busy: () => ({
    title: msg('Another program holds the microphone.'),
    help: msg('Close the other call, or choose another microphone, then try again.'),
  }),
  unplugged: () => ({ title: msg('The microphone was unplugged.'), help: msg('Plug it in again, or choose another one.') }),
  unsupported: () => ({
    title: msg('This browser offers no microphone here.'),
    help: msg('You can stay and listen, and write in the chat.'),
  }),
};

const camera: WordsFor = {
  blocked: () => ({
    title: msg('Your browser blocks the camera.'),
    help: msg('People see your portrait until then.'),
  }),
  'blocked-by-system': () => ({
    title: msg('Your computer keeps the camera from this browser.'),
    help: msg('Allow it in the system’s privacy settings, then try again. People see your portrait until then.'),
  }),
  missing: () => ({
    title: msg('There is no camera.'),
    help: msg('Plug one in and it is found at once. People see your portrait until then.'),
  }),
  busy: () => ({
    title: msg('Another program holds the camera.'),
    help: msg('Close the other call, or choose another camera, then try again.'),
  }),
  unplugged: () => ({ title: msg('The camera was unplugged.'), help: msg('Plug it in again, or choose another one.') }),
  unsupported: () => ({ title: msg('This browser offers no camera here.'), help: msg('People see your portrait instead.') }),
};

const screen: WordsFor = {
  blocked: () => ({ title: msg('The screen is not shared.'), help: msg('Press the button again and choose what to show.') }),
  'blocked-by-system': () => ({
    title: msg('Your computer keeps the screen from this browser.'),
    help: msg('Allow screen recording in the system’s privacy settings, then try again.'),
  }),
  missing: () => ({ title: msg('The screen could not be read.'), help: msg('Try again, or choose another window.') }),
  busy: () => ({ title: msg('The screen could not be read.'), help: msg('Try again, or choose another window.') }),
  unplugged: () => ({ title: msg('The screen could not be read.'), help: msg('Try again, or choose another window.') }),
  unsupported: () => ({ title: msg('This browser cannot share a screen.'), help: msg('A browser on a computer can.') }),
};

const words = { microphone, camera, screen };

export const captureFailure = (kind: CaptureKind, reason: CaptureFailure): CaptureWords => words[kind][reason]();
