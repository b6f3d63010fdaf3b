import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { PatioIdentity } from './identity.ts';

let app = fakeApp();
let identity: PatioIdentity;

beforeEach(async () => {
  app = fakeApp();
  app.state.identity.value = { publicKey: 'ab'.repeat(32), keeper: 'this-browser' };
  identity = app.provide(new PatioIdentity());
  await identity.updateComplete;
});
afterEach(() => app.close());

it('saves behind a passphrase that is long enough and typed twice', async () => {
  const pass = page.getByLabelText('Passphrase', { exact: true });
  const again = page.getByLabelText('The same again');
  const save = page.getByRole('button', { name: 'Save the file' });
  await pass.fill('short');
  await save.click();
  await expect.element(page.getByRole('alert').getByText(/ten characters/)).toBeVisible();
  await pass.fill('four plain words here');
  await again.fill('four plain words');
  await save.click();
  await expect.element(page.getByRole('alert').getByText(/not the same/)).toBeVisible();
  expect(app.callsOf('exportIdentity')).toEqual([]);
  await again.fill('four plain words here');
  await userEvent.keyboard('{Enter}');
  expect(app.callsOf('exportIdentity')).toEqual([['four plain words here']]);
});

it('loads a file with its passphrase', async () => {
  const load = page.getByRole('button', { name: 'Load the file' });
  await load.click();
  await expect.element(page.getByRole('alert').getByText(/Choose the file first/)).toBeVisible();
  const file = new File(['{}'], 'patio-identity.json', { type: 'application/json' });
  await page.getByLabelText('File', { exact: true }).upload(file);
  await page.getByLabelText('Its passphrase').fill('four plain words here');
  await load.click();
  const [call] = app.callsOf('importIdentity');
  expect(call?.[0].name).toBe('patio-identity.json');
  expect(call?.[1]).toBe('four plain words here');
});

it('says what came of it, inside the dialog', async () => {
  app.state.notices.value = [{ id: 1, code: 'identity-refused', tone: 'error', values: {} }];
  await expect.element(page.getByText(/This file could not be opened/)).toBeVisible();
});

it('offers the extension only where there is one', async () => {
  await expect.element(page.getByRole('button', { name: 'Use the extension' })).toBeDisabled();
});

describe('accessibility', () => {
  it('has nothing for axe to find', async () => {
    expect(await axeFindingsInBoth(identity)).toEqual([]);
  });
});
