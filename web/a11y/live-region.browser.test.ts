import { afterEach, expect, it } from 'vitest';
import { type Announcer } from './announcer.ts';
import { createLiveRegion } from './live-region.ts';

let announcer: Announcer | null = null;
afterEach(() => announcer?.close());

it('speaks politely, as one text, from a region that stays', async () => {
  announcer = createLiveRegion(document.body);
  const region = document.querySelector('[aria-live=polite]')!;
  expect(region.textContent).toBe('');
  announcer.announce('Ana came in.');
  announcer.announce('Kofi came in.');
  await expect.poll(() => region.textContent, { timeout: 10_000 }).toBe('Ana came in. Kofi came in.');
  expect(region.getBoundingClientRect().width).toBeLessThanOrEqual(1);
});

it('goes when it is closed', () => {
  createLiveRegion(document.body).close();
  expect(document.querySelector('#patio-announcements')).toBeNull();
});
