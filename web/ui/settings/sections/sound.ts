/** Devices and sound. */
import { msg } from '@lit/localize';
import { html } from 'lit';
import { Mic, Volume2 } from 'lucide';
import type { AppContext } from '../../../state/app-context.ts';
import '../../lobby/devices.ts';
import { type SettingSection, switchRow } from '../rows.ts';

export const devicesSection = ({ state, actions }: AppContext): SettingSection => ({
  id: 'devices',
  title: msg('Devices'),
  picture: Mic,
  rows: [
    {
      label: msg('Microphone, camera and speaker'),
      below: true,
      keywords: msg('test sound level headset'),
      control: () => html`<patio-devices></patio-devices>`,
    },
    switchRow(
      msg('Mirror my own picture'),
      msg('Only for you; others see you as you are.'),
      state.settings.value.mirrorSelf,
      (mirrorSelf) => actions.changeSettings({ mirrorSelf }),
    ),
  ],
});

export const soundSection = ({ state, actions }: AppContext): SettingSection => {
  const settings = state.settings.value;
  return {
    id: 'sound',
    title: msg('Sound'),
    picture: Volume2,
    rows: [
      switchRow(msg('Push to talk'), msg('Your microphone sends only while you hold Space.'), settings.pushToTalk, (pushToTalk) =>
        actions.changeSettings({ pushToTalk }),
      ),
      switchRow(
        msg('I wear headphones'),
        msg('Voices come from where people stand. Without headphones this makes an echo.'),
        settings.headphones,
        (headphones) => actions.changeSettings({ headphones }),
      ),
      switchRow(
        msg('Reduce noise'),
        msg('Takes fans and keyboards out of your voice. Off is better for music.'),
        settings.noiseSuppression,
        (noiseSuppression) => actions.changeSettings({ noiseSuppression }),
      ),
      switchRow(
        msg('Cancel echo'),
        msg('Keeps what your speakers play out of your microphone.'),
        settings.echoCancellation,
        (echoCancellation) => actions.changeSettings({ echoCancellation }),
      ),
      switchRow(msg('Even out my volume'), msg('Raises a quiet voice and lowers a loud one.'), settings.autoGain, (autoGain) =>
        actions.changeSettings({ autoGain }),
      ),
    ],
  };
};
