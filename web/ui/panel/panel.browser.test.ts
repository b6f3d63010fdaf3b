import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PanelTab } from '../../state/app-state.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import { aLine, aPerson } from '../world/testing.ts';
import { PatioPanel } from './panel.ts';

let app = fakeApp();
let panel: PatioPanel;
const tab = (name: RegExp) => page.getByRole('tab', { name });
const open = async (which: PanelTab | null): Promise<void> => {
  app.state.panel.value = which;
  await panel.updateComplete;
};

beforeEach(async () => {
  app = fakeApp();
  panel = app.provide(new PatioPanel());
  await panel.updateComplete;
});
afterEach(() => app.close());

describe('tabs', () => {
  it('are there when the panel is closed, open it, and close it when pressed again', async () => {
    await tab(/^Places/).click();
    await open('places');
    await expect.element(page.getByRole('list', { name: 'Places', exact: true })).toBeInTheDocument();
    await expect.element(tab(/^Places/)).toHaveAttribute('aria-selected', 'true');
    await tab(/^Places/).click();
    expect(app.callsOf('showPanel')).toEqual([['places'], [null]]);
  });

  it('count people and unread lines', async () => {
    app.state.people.value = [aPerson('Ana')];
    app.state.unread.value = 3;
    await open('people');
    await expect.element(tab(/^People 2$/)).toBeInTheDocument();
    await expect.element(tab(/^Chat 3 unread$/)).toBeInTheDocument();
  });

  it('move by arrow keys', async () => {
    await open('people');
    panel.renderRoot.querySelector<HTMLElement>('#tab-people')!.focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(focused).toMatch(/^Places/);
    await userEvent.keyboard('{End}');
    await expect.poll(focused).toMatch(/^Chat/);
  });

  it('give the focus to the tab when the panel is closed by its button', async () => {
    await open('people');
    await page.getByRole('button', { name: 'Close panel' }).click();
    expect(app.callsOf('showPanel')).toEqual([[null]]);
    await open(null);
    await expect.poll(focused).toMatch(/^People/);
  });
});

it('remembers what was unread when the chat opened, though opening marks it as read', async () => {
  app.state.chat.value = [aLine('1', 'Ana', 'Old'), aLine('2', 'Ana', 'New'), aLine('3', 'Ben', 'Newer')];
  app.state.unread.value = 2;
  await panel.updateComplete;
  app.state.unread.value = 0;
  await open('chat');
  const log = (): string => panel.renderRoot.querySelector('patio-chat')?.shadowRoot?.querySelector('.divider.new')?.textContent ?? '';
  await expect.poll(log).toBe('2 new');
  await expect.poll(focused).toBe('Message');
});

describe('the sheet of a phone', () => {
  beforeEach(async () => {
    panel.frame = 'narrow';
    await panel.updateComplete;
  });

  it('opens and grows by its grip, pressed or moved by keys', async () => {
    const heights: string[] = [];
    panel.addEventListener('sheet-height', (event) => {
      panel.height = (event as CustomEvent<'half' | 'full'>).detail;
      heights.push(panel.height);
    });
    await page.getByRole('button', { name: 'Open the panel' }).click();
    expect(app.callsOf('showPanel')).toEqual([['people']]);
    await open('people');
    await page.getByRole('button', { name: 'Make the panel larger' }).click();
    await panel.updateComplete;
    expect(heights).toEqual(['half', 'full']);
    panel.renderRoot.querySelector<HTMLElement>('.grab')!.focus();
    await userEvent.keyboard('{ArrowDown}');
    await panel.updateComplete;
    expect(heights.at(-1)).toBe('half');
    await userEvent.keyboard('{ArrowDown}');
    expect(app.callsOf('showPanel').at(-1)).toEqual([null]);
  });
});

describe('accessibility', () => {
  it.each([
    ['wide', null],
    ['wide', 'people'],
    ['narrow', null],
    ['narrow', 'chat'],
  ] as const)('has nothing for axe to find (%s, %s)', async (frame, which) => {
    panel.frame = frame;
    app.state.unread.value = 2;
    await open(which);
    expect(await axeFindingsInBoth(panel)).toEqual([]);
  });
});
