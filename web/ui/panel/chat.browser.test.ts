import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import { aLine, aPerson, aTalker } from '../world/testing.ts';
import { PatioChat } from './chat.ts';

let app = fakeApp();
let chat: PatioChat;
const message = () => page.getByRole('textbox', { name: 'Message', exact: true });
const log = (): HTMLElement => chat.renderRoot.querySelector('[role=log]')!;
const words = (): string => log().textContent.replace(/\s+/g, ' ');

const show = async (unread = 0): Promise<void> => {
  chat = new PatioChat();
  chat.unread = unread;
  chat.style.cssText = 'height: 400px; width: 320px';
  app.provide(chat);
  await chat.updateComplete;
};

beforeEach(() => {
  app = fakeApp();
});
afterEach(() => app.close());

describe('the log', () => {
  it('says what an empty one is for', async () => {
    await show();
    await expect.element(page.getByRole('log', { name: 'Chat', exact: true })).toBeVisible();
    expect(words()).toContain('Nothing said yet');
  });

  it('shows text as text, whatever it says, and links only web addresses', async () => {
    app.state.chat.value = [aLine('1', 'Ana', '<img src=x onerror="window.hurt=1"><b>hi</b> javascript:alert(1) https://a.example/x?y=1.')];
    await show();
    expect(log().querySelector('img, b')).toBe(null);
    expect(words()).toContain('<img src=x onerror="window.hurt=1"><b>hi</b>');
    const links = [...log().querySelectorAll('a')];
    expect(links.map(({ href, rel, target }) => [href, rel, target])).toEqual([
      ['https://a.example/x?y=1', 'noopener noreferrer nofollow', '_blank'],
    ]);
  });

  it('marks what is new, how my lines fare, and whom a line was for', async () => {
    app.state.chat.value = [
      aLine('1', 'Vera', 'Old', { scope: 'place' }),
      aLine('2', 'self', 'Mine', { delivery: 'waiting' }),
      aLine('3', 'self', 'Also mine', { delivery: 'delivered' }),
      aLine('4', 'Ana', 'Fresh'),
    ];
    await show(1);
    expect(words()).toMatch(/Vera .* to everyone Old/);
    expect(words()).toMatch(/Mine Waits until someone can receive it/);
    expect(words()).toMatch(/Also mine Delivered 1 new Ana/);
  });

  it('stays at the newest line, and when the reader is further up says what came instead of jumping', async () => {
    app.state.chat.value = Array.from({ length: 60 }, (_, at) => aLine(String(at), 'Ana', `Line ${at}`));
    await show();
    const end = (): number => log().scrollHeight - log().clientHeight - log().scrollTop;
    await expect.poll(end).toBeLessThan(2);
    app.state.chat.value = [...app.state.chat.value, aLine('60', 'Ana', 'At the end')];
    await chat.updateComplete;
    expect(end()).toBeLessThan(2);
    log().scrollTop = 100;
    await new Promise(requestAnimationFrame);
    app.state.chat.value = [...app.state.chat.value, aLine('61', 'Ana', 'Further')];
    await chat.updateComplete;
    expect(log().scrollTop).toBe(100);
    await page.getByRole('button', { name: '1 new message' }).click();
    await expect.poll(end).toBeLessThan(2);
    await expect.element(page.getByRole('button', { name: '1 new message' })).not.toBeInTheDocument();
  });
});

describe('writing', () => {
  it('keeps the draft in the state; Enter sends, Shift+Enter makes a line', async () => {
    await show();
    await message().fill('Hello');
    expect(app.callsOf('setDraft').at(-1)).toEqual(['Hello']);
    app.state.chatDraft.value = 'Hello';
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(app.callsOf('sendChat')).toHaveLength(0);
    expect(app.callsOf('setDraft').at(-1)).toEqual(['Hello\n']);
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('sendChat')).toHaveLength(1);
    expect(focused()).toBe('Message');
  });

  it('does not send an empty line, nor a word that is being composed', async () => {
    app.state.chatDraft.value = '  \n ';
    await show();
    await expect.element(page.getByRole('button', { name: 'Send' })).toBeDisabled();
    await message().click();
    await userEvent.keyboard('{Enter}');
    app.state.chatDraft.value = 'にほ';
    const box = chat.renderRoot.querySelector('patio-composer')!.shadowRoot!.querySelector('textarea')!;
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }));
    expect(app.callsOf('sendChat')).toHaveLength(0);
  });

  it('says who reads it and lets me choose', async () => {
    app.state.people.value = [aTalker('Ana', { typing: true }), aPerson('Rui')];
    await show();
    await expect.element(message()).toHaveAttribute('placeholder', 'Write to Ana');
    await expect.element(page.getByText('Ana is writing')).toBeVisible();
    await page.getByRole('radio', { name: 'Everyone' }).click({ force: true });
    expect(app.callsOf('setChatScope')).toEqual([['place']]);
    app.state.chatScope.value = 'place';
    await expect.element(message()).toHaveAttribute('placeholder', 'Write to everyone here');
  });

  it('renders only the box on a key press', async () => {
    app.state.chat.value = [aLine('1', 'Ana', 'Hello')];
    await show();
    let renders = 0;
    const { updated } = chat as unknown as { updated: () => void };
    Object.assign(chat, {
      updated: () => {
        renders += 1;
        updated.call(chat);
      },
    });
    for (const draft of ['a', 'ab', 'abc']) {
      app.state.chatDraft.value = draft;
      await chat.updateComplete;
    }
    await expect.element(message()).toHaveValue('abc');
    expect(renders).toBe(0);
  });
});

describe('accessibility', () => {
  it.each(['wide', 'narrow'] as const)('has nothing for axe to find (%s)', async (frame) => {
    app.state.chat.value = [
      aLine('1', 'Ana', 'See https://a.example', { scope: 'room' }),
      aLine('2', 'self', 'Yes', { delivery: 'waiting' }),
    ];
    app.state.people.value = [aTalker('Ana', { typing: true })];
    await show(1);
    chat.frame = frame;
    await chat.updateComplete;
    expect(await axeFindingsInBoth(chat)).toEqual([]);
  });
});
