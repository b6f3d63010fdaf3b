/** Every section in its order, from the present state. Reading signals here makes the dialog follow them. */
import type { AppContext } from '../../../state/app-context.ts';
import type { SettingSection } from '../rows.ts';
import { aboutSection, hostSection } from './about.ts';
import { keyboardSection } from './keyboard.ts';
import { lookSection, notificationsSection } from './look.ts';
import { networksSection } from './networks.ts';
import { privacySection } from './privacy.ts';
import { devicesSection, soundSection } from './sound.ts';
import { storageSection } from './storage.ts';
import { youSection } from './you.ts';

export const allSections = (app: AppContext): readonly SettingSection[] => [
  youSection(app),
  devicesSection(app),
  soundSection(app),
  lookSection(app),
  notificationsSection(app),
  networksSection(app),
  privacySection(app),
  storageSection(app),
  keyboardSection(),
  aboutSection(),
  hostSection(),
];
