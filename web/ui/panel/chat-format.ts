/** Days as the chat names them: today, yesterday, else the date. */
import { msg } from '@lit/localize';
import { currentLocale } from '../../i18n/locale.ts';

const dayStart = (atMs: number): number => new Date(atMs).setHours(0, 0, 0, 0);

/** Both in ms since 1970, days of the reader's own calendar. */
export const formatDay = (atMs: number, nowMs: number): string => {
  const day = dayStart(atMs);
  if (day === dayStart(nowMs)) return msg('Today');
  if (day === dayStart(dayStart(nowMs) - 1)) return msg('Yesterday');
  return new Intl.DateTimeFormat(currentLocale(), { weekday: 'long', day: 'numeric', month: 'long' }).format(atMs);
};
