import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { worldRoute } from '../world/testing.ts';
import { PatioInvite } from './invite.ts';
import { qrPath } from './qr.ts';

let app = fakeApp();
let invite: PatioInvite;

beforeEach(async () => {
  app = fakeApp();
  app.state.route.value = worldRoute();
  invite = app.provide(new PatioInvite());
  await invite.updateComplete;
});
afterEach(() => app.close());

it('shows the link, copies it, and says that the link is the key', async () => {
  await expect.element(page.getByRole('dialog', { name: 'Invite to Juniper House' })).toBeVisible();
  await expect.element(page.getByLabelText('Link of this place')).toHaveValue('patio.example/#/p/abc/def');
  await expect.element(page.getByText(/The link is the key/)).toBeVisible();
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  expect(app.callsOf('copyLink')).toHaveLength(1);
});

it('goes by Escape', async () => {
  await userEvent.keyboard('{Escape}');
  expect(app.callsOf('showDialog')).toEqual([[null]]);
});

it('draws a code that changes with the link and has a quiet edge', () => {
  const one = qrPath('https://patio.example/#/p/a/b');
  const other = qrPath('https://patio.example/#/p/a/c');
  expect(one.path).not.toBe(other.path);
  expect(one.path).toMatch(/^M2 2h1v1h-1z/);
});

describe('accessibility', () => {
  it('has nothing for axe to find', async () => {
    expect(await axeFindingsInBoth(invite)).toEqual([]);
  });
});
