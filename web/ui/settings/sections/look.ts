/** How the app looks and moves, and which sounds it makes. */
import { msg } from '@lit/localize';
import { Bell, Eye } from 'lucide';
import type { AppContext } from '../../../state/app-context.ts';
import { choiceRow, type SettingSection, switchRow } from '../rows.ts';

export const lookSection = ({ state, actions }: AppContext): SettingSection => {
  const settings = state.settings.value;
  return {
    id: 'look',
    title: msg('Look'),
    picture: Eye,
    rows: [
      choiceRow(
        msg('Light or dark'),
        '',
        settings.theme,
        [
          ['system', msg('As the system')],
          ['light', msg('Light')],
          ['dark', msg('Dark')],
        ],
        (theme) => actions.changeSettings({ theme }),
      ),
      choiceRow(
        msg('Language'),
        '',
        settings.language,
        [
          ['system', msg('As the system')],
          ['en', 'English'],
          ['pt-BR', 'Português (Brasil)'],
        ],
        (language) => actions.changeSettings({ language }),
      ),
      choiceRow(
        msg('Motion'),
        msg('Reduced: things fade instead of sliding, and the camera jumps.'),
        settings.motion,
        [
          ['system', msg('As the system')],
          ['reduced', msg('Reduced')],
          ['full', msg('Full')],
        ],
        (motion) => actions.changeSettings({ motion }),
      ),
      choiceRow(
        msg('Contrast'),
        msg('More: stronger lines and text, nothing see-through.'),
        settings.contrast,
        [
          ['system', msg('As the system')],
          ['more', msg('More')],
        ],
        (contrast) => actions.changeSettings({ contrast }),
      ),
      choiceRow(
        msg('Light in the place'),
        msg('Sun and lamps follow the clock, or stay as you like them.'),
        settings.daylight,
        [
          ['clock', msg('By the clock')],
          ['day', msg('Always day')],
          ['night', msg('Always night')],
        ],
        (daylight) => actions.changeSettings({ daylight }),
      ),
    ],
  };
};

export const notificationsSection = ({ state, actions }: AppContext): SettingSection => ({
  id: 'notifications',
  title: msg('Notifications'),
  picture: Bell,
  rows: [
    switchRow(
      msg('A sound when someone comes in'),
      msg('A soft knock, also while this tab is hidden.'),
      state.settings.value.joinSound,
      (joinSound) => actions.changeSettings({ joinSound }),
    ),
  ],
});
