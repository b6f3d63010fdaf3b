/** What a sign at a closed room says. */
import { msg, str } from '@lit/localize';
import { formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';

export const insideCount = (inside: number): string =>
  inside === 0 ? msg('Nobody inside') : plural(inside, { one: msg('1 inside'), other: msg(str`${formatNumber(inside)} inside`) });
