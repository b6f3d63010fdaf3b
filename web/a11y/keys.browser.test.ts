import { placeId } from '../../domain/ids.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { fakeApp } from '../ui/testing.ts';
import { bindShortcuts, shortcutGroups } from './keys.ts';

const place = { placeId: placeId('p'), name: 'Juniper House', link: '', mine: false };
let app = fakeApp();
let stop = (): void => undefined;

beforeEach(() => {
  app = fakeApp();
  app.state.route.value = { screen: 'world', place };
  stop = bindShortcuts(window, app);
});
afterEach(() => {
  stop();
  document.querySelector('input')?.remove();
});

it('does what the list says, in the world', async () => {
  await userEvent.keyboard('m');
  await userEvent.keyboard('h');
  await userEvent.keyboard('?');
  expect(app.calls.map((call) => call.name)).toEqual(['toggleMicrophone', 'setHand', 'showDialog']);
});

it('leaves letters to whoever writes, to dialogs and to other screens', async () => {
  const input = document.createElement('input');
  document.body.append(input);
  input.focus();
  await userEvent.keyboard('m');
  expect(input.value).toBe('m');
  input.blur();
  app.state.dialog.value = 'settings';
  await userEvent.keyboard('m');
  app.state.dialog.value = null;
  app.state.route.value = { screen: 'lobby', place };
  await userEvent.keyboard('m');
  expect(app.calls).toEqual([]);
});

it('closes the topmost thing with Escape', async () => {
  app.state.panel.value = 'people';
  app.state.connectionOpen.value = true;
  await userEvent.keyboard('{Escape}');
  expect(app.calls.at(-1)).toEqual({ name: 'showConnection', args: [false] });
  app.state.connectionOpen.value = false;
  await userEvent.keyboard('{Escape}');
  expect(app.calls.at(-1)).toEqual({ name: 'showPanel', args: [null] });
});

it('binds no key twice', () => {
  const bindings = shortcutGroups().flatMap((group) => group.shortcuts.flatMap((shortcut) => shortcut.binding ?? []));
  expect(new Set(bindings).size).toBe(bindings.length);
});
