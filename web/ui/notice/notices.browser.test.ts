import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { PatioNotices } from './notices.ts';

let app = fakeApp();
let notices: PatioNotices;

beforeEach(async () => {
  app = fakeApp();
  notices = app.provide(new PatioNotices());
  await notices.updateComplete;
});
afterEach(() => app.close());

it('says what happened and can be dismissed', async () => {
  app.state.notices.value = [{ id: 7, code: 'waved', tone: 'info', values: { name: 'Ana' } }];
  await expect.element(page.getByText('Ana waves to you.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  expect(app.callsOf('dismissNotice')).toEqual([[7]]);
});

it('makes a sentence of every code, even without values', async () => {
  app.state.notices.value = [
    { id: 1, code: 'entered', tone: 'info', values: {} },
    { id: 2, code: 'no-networks', tone: 'warn', values: { count: 4, seconds: 8 } },
    { id: 3, code: 'device-unplugged', tone: 'warn', values: {} },
  ];
  await notices.updateComplete;
  const texts = [...notices.shadowRoot!.querySelectorAll('p')].map((p) => p.textContent);
  expect(texts).toEqual([
    'Someone came in.',
    'No introduction network answers. You stay connected to the 4 people here; newcomers may not find you yet. Trying again in 8 s.',
    'The device was unplugged. Choose another one in the settings, or plug it in again.',
  ]);
});

it('comes in front of a dialog that opened before it', async () => {
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  dialog.showModal();
  app.state.notices.value = [{ id: 1, code: 'link-copied', tone: 'ok', values: {} }];
  await notices.updateComplete;
  expect(notices.matches(':popover-open')).toBe(true);
  dialog.remove();
});

describe('accessibility', () => {
  it('has nothing for axe to find', async () => {
    app.state.notices.value = [
      { id: 1, code: 'link-copied', tone: 'ok', values: {} },
      { id: 2, code: 'copy-failed', tone: 'error', values: {} },
    ];
    await notices.updateComplete;
    expect(await axeFindingsInBoth(notices)).toEqual([]);
  });
});
