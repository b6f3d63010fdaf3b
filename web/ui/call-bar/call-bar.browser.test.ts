import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Motion } from '../../../domain/presence/avatar.ts';
import { peerId } from '../../../domain/ids.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import { aPerson, aTalker } from '../world/testing.ts';
import { PatioCallBar } from './call-bar.ts';

let app = fakeApp();
let bar: PatioCallBar;
const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeEach(async () => {
  app = fakeApp();
  bar = app.provide(new PatioCallBar());
  await bar.updateComplete;
});
afterEach(() => app.close());

describe('who hears me', () => {
  const hears = () => page.getByRole('button', { name: /Show people/ });

  it('is said in words, whatever happens', async () => {
    await expect.element(hears()).toHaveTextContent('Nobody hears you');
    app.state.people.value = [aTalker('Ana'), aTalker('Kofi'), aPerson('Rui')];
    await expect.element(hears()).toHaveTextContent('You are muted');
    app.state.microphone.value = { status: 'on', label: 'Mic' };
    await expect.element(hears()).toHaveTextContent('Ana and Kofi hear you');
    expect(bar.renderRoot.querySelectorAll('.faces patio-face')).toHaveLength(2);
  });

  it('waits for the key of push-to-talk', async () => {
    app.state.people.value = [aTalker('Ana')];
    app.state.microphone.value = { status: 'on', label: 'Mic' };
    app.state.settings.value = { ...app.state.settings.value, pushToTalk: true };
    await expect.element(hears()).toHaveTextContent('Hold Space to speak');
    app.state.talkKeyHeld.value = true;
    await expect.element(hears()).toHaveTextContent('Ana hears you');
  });

  it('leads to People', async () => {
    await hears().click();
    expect(app.callsOf('showPanel')).toEqual([['people']]);
  });
});

describe('switches', () => {
  it('are pressed when on, and ask for the other', async () => {
    await expect.element(button('Microphone')).toHaveAttribute('aria-pressed', 'false');
    app.state.microphone.value = { status: 'on', label: 'Mic' };
    app.state.camera.value = { status: 'on', label: 'Cam' };
    await expect.element(button('Microphone')).toHaveAttribute('aria-pressed', 'true');
    await expect.element(button('Camera')).toHaveAttribute('aria-pressed', 'true');
    await button('Microphone').click();
    await button('Camera').click();
    await button('Share screen').click();
    await button('Raise hand').click();
    await button('Leave').click();
    expect(app.calls.map(({ name, args }) => [name, ...args])).toEqual([
      ['toggleMicrophone'],
      ['toggleCamera'],
      ['toggleScreen'],
      ['setHand', true],
      ['leave'],
    ]);
  });

  it('keep focus and name while the device fails, and offer help instead', async () => {
    bar.renderRoot.querySelector<HTMLElement>('[aria-label=Microphone]')!.focus();
    app.state.microphone.value = { status: 'failed', reason: 'blocked' };
    await expect.element(page.getByRole('dialog', { name: 'Your browser blocks the microphone.' })).toBeVisible();
    await expect.poll(focused).toBe('Try again');
    await button('Try again').click();
    expect(app.callsOf('toggleMicrophone')).toHaveLength(1);
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.poll(focused).toBe('Microphone');
    await expect.element(button('Microphone')).toHaveAttribute('aria-expanded', 'false');
  });

  it('do not throw help at someone who arrives with a blocked device', async () => {
    app.close();
    app = fakeApp();
    app.state.microphone.value = { status: 'failed', reason: 'blocked' };
    bar = app.provide(new PatioCallBar());
    await bar.updateComplete;
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  it('ask for a press when the browser withholds sound', async () => {
    await expect.element(button('Turn on sound')).not.toBeInTheDocument();
    app.state.playbackBlocked.value = true;
    await button('Turn on sound').click();
    expect(app.callsOf('unblockPlayback')).toHaveLength(1);
  });
});

describe('menus', () => {
  it('open by key, move by arrows, close by Escape, and give the focus back', async () => {
    const more = bar.renderRoot.querySelector<HTMLElement>('[aria-label=More]')!;
    more.focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('menu', { name: 'More' })).toBeVisible();
    await expect.poll(focused).toMatch(/Everyone in a grid/);
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(focused).toMatch(/Connection/);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    await expect.poll(focused).toMatch(/Settings/);
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await expect.poll(focused).toBe('More');
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(app.callsOf('showConnection')).toEqual([[true]]);
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  });

  it('close again by the button that opened them', async () => {
    await button('More').click();
    await expect.element(page.getByRole('menu')).toBeVisible();
    await button('More').click();
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  });

  it('offer to stand up and to stop following only then', async () => {
    app.state.people.value = [aPerson('Ana')];
    app.state.self.value = { ...app.state.self.value, motion: Motion.Sitting, following: peerId('ana') };
    await bar.updateComplete;
    await button('More').click();
    await page.getByRole('menuitem', { name: 'Stop following Ana' }).click();
    await button('More').click();
    await page.getByRole('menuitem', { name: 'Stand up' }).click();
    expect(app.callsOf('follow')).toEqual([[null]]);
    expect(app.callsOf('standUp')).toHaveLength(1);
  });

  it('send a reaction by keys alone', async () => {
    bar.renderRoot.querySelector<HTMLElement>('[aria-label=Reactions]')!.focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(focused).toBe('Wave');
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(app.callsOf('react')).toEqual([['heart']]);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('the level', () => {
  it('moves its own bar and nothing else', async () => {
    app.state.microphone.value = { status: 'on', label: 'Mic' };
    await bar.updateComplete;
    let renders = 0;
    const { updated } = bar as unknown as { updated: (changed: Map<PropertyKey, unknown>) => void };
    Object.assign(bar, {
      updated: (changed: Map<PropertyKey, unknown>) => {
        renders += 1;
        updated.call(bar, changed);
      },
    });
    const meter = bar.renderRoot.querySelector('patio-level-meter')!;
    for (let at = 0; at <= 20; at += 1) app.state.level.value = at / 20;
    await bar.updateComplete;
    expect(meter.style.getPropertyValue('--level')).toBe('1.00');
    expect(renders).toBe(0);
  });
});

describe('accessibility', () => {
  it.each(['wide', 'narrow'] as const)('has nothing for axe to find (%s)', async (frame) => {
    bar.frame = frame;
    app.state.people.value = [aTalker('Ana')];
    app.state.microphone.value = { status: 'on', label: 'Mic' };
    app.state.camera.value = { status: 'failed', reason: 'busy' };
    app.state.playbackBlocked.value = true;
    await bar.updateComplete;
    expect(await axeFindingsInBoth(bar)).toEqual([]);
  });

  it('has nothing for axe to find in an open menu', async () => {
    await button('More').click();
    await expect.element(page.getByRole('menu')).toBeVisible();
    expect(await axeFindingsInBoth(bar)).toEqual([]);
  });
});
