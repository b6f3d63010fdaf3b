/**
 * The one polite live region of the page, and an announcer that speaks through it. In light DOM, beside the app, so that
 * it exists before anything is said and survives every change of screen.
 */
import { msg, str } from '@lit/localize';
import { formatNumber } from '../i18n/format.ts';
import { type Announcer, createAnnouncer } from './announcer.ts';

/** @param parent usually `document.body` */
export const createLiveRegion = (parent: HTMLElement): Announcer => {
  const region = document.createElement('div');
  region.setAttribute('aria-live', 'polite');
  region.setAttribute('aria-atomic', 'true');
  region.id = 'patio-announcements';
  Object.assign(region.style, {
    position: 'absolute',
    inlineSize: '1px',
    blockSize: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  parent.append(region);
  const announcer = createAnnouncer({
    write: (text) => (region.textContent = text),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    more: (count) => msg(str`And ${formatNumber(count)} more.`),
  });
  return {
    announce: announcer.announce,
    close: () => {
      announcer.close();
      region.remove();
    },
  };
};
