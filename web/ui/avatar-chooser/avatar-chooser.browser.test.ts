import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AvatarLookSchema, type AvatarLook } from '../../../domain/presence/avatar.ts';
import { PRESET_LOOKS } from '../../../domain/presence/looks.ts';
import * as v from 'valibot';
import '../../theme/tokens.css';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { fakeApp } from '../testing.ts';
import { type LookChange, PatioAvatarChooser } from './avatar-chooser.ts';

const app = fakeApp();
let chooser: PatioAvatarChooser;
let changes: AvatarLook[];

const open = async (change: Partial<PatioAvatarChooser> = {}, width = '432px'): Promise<void> => {
  chooser = Object.assign(new PatioAvatarChooser(), change);
  chooser.style.inlineSize = width;
  changes = [];
  chooser.addEventListener('look-change', (event) => changes.push((event as LookChange).detail.look));
  app.provide(chooser);
  await chooser.updateComplete;
};
beforeEach(() => page.viewport(900, 800));
afterEach(app.close);

const first = PRESET_LOOKS[0]!;

describe('presets', () => {
  it('are seven radios with the worn look checked, moved by arrow keys', async () => {
    await open({ look: first });
    const radios = page.getByRole('radiogroup', { name: 'Looks to choose from' }).getByRole('radio');
    expect(radios.elements()).toHaveLength(7);
    await expect.element(radios.nth(0)).toBeChecked();
    (radios.nth(0).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(changes).toEqual([PRESET_LOOKS[1]]);
    await expect.element(radios.nth(1)).toBeChecked();
  });

  it('change the person’s own look when no look is given', async () => {
    app.state.self.value = { ...app.state.self.value, look: first };
    await open();
    app.state.self.value = { ...app.state.self.value, look: PRESET_LOOKS[2]! };
    await chooser.updateComplete;
    await expect.element(page.getByRole('radio').nth(2)).toBeChecked();
    await page.getByRole('radio').nth(4).click();
    expect(app.callsOf('setLook').at(-1)).toEqual([PRESET_LOOKS[4]]);
    expect(changes).toEqual([PRESET_LOOKS[4]]);
  });

  it('are left for a surprise by the dice', async () => {
    await open({ look: first, random: () => 0.42 });
    await page.getByRole('button', { name: 'Surprise me' }).click();
    expect(v.is(AvatarLookSchema, changes[0])).toBe(true);
    expect(changes[0]).not.toEqual(first);
    await expect.element(page.getByRole('radio').nth(0)).toBeChecked();
  });
});

describe('details', () => {
  it('open on demand', async () => {
    await open({ look: first });
    const button = page.getByRole('button', { name: 'Change details' });
    await expect.element(button).toHaveAttribute('aria-expanded', 'false');
    await button.click();
    await expect.element(button).toHaveAttribute('aria-expanded', 'true');
    await expect.element(page.getByRole('tablist', { name: 'Details' })).toBeVisible();
  });

  it('change one thing at a time, by name', async () => {
    await open({ look: { ...first, outfit: 0, hat: 0 }, open: true });
    await page.getByRole('radiogroup', { name: 'Build' }).getByRole('radio', { name: 'Broad' }).click();
    expect(changes.at(-1)?.body).toBe(2);
    await page.getByRole('tab', { name: 'Hair' }).click();
    await page.getByRole('radio', { name: 'Ponytail' }).click();
    await page.getByRole('radiogroup', { name: 'Hair colour' }).getByRole('radio', { name: 'Auburn' }).click();
    expect(changes.at(-1)).toMatchObject({ body: 2, hair: 7, hairColour: 4 });
    await page.getByRole('tab', { name: 'Extras' }).click();
    await page.getByRole('switch', { name: 'Glasses' }).click();
    expect(changes.at(-1)?.glasses).toBe(!first.glasses);
  });

  it('offer only what makes a difference', async () => {
    await open({ look: { ...first, outfit: 0, hat: 0 }, open: true });
    await page.getByRole('tab', { name: 'Clothes' }).click();
    expect(page.getByRole('radiogroup', { name: 'Colour of the stripes' }).elements()).toHaveLength(0);
    await page.getByRole('radio', { name: 'Stripes' }).click();
    await expect.element(page.getByRole('radiogroup', { name: 'Colour of the stripes' })).toBeVisible();
    await page.getByRole('tab', { name: 'Extras' }).click();
    expect(page.getByRole('radiogroup', { name: 'Hat colour' }).elements()).toHaveLength(0);
  });

  it('are reached by keys alone: tabs by arrows, home and end', async () => {
    await open({ look: first, open: true });
    const focused = (): string | undefined => chooser.shadowRoot?.activeElement?.textContent.trim();
    (page.getByRole('tab', { name: 'Body' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    await vi.waitFor(() => expect(focused()).toBe('Hair'));
    await userEvent.keyboard('{End}');
    await vi.waitFor(() => expect(focused()).toBe('Extras'));
    await userEvent.keyboard('{ArrowRight}');
    await vi.waitFor(() => expect(focused()).toBe('Body'));
  });

  it('turn the preview', async () => {
    await open({ look: first, open: true });
    const preview = chooser.shadowRoot!.querySelector<HTMLElementTagNameMap['patio-avatar']>('.preview patio-avatar')!;
    expect(preview.facing).toBe(2);
    await page.getByRole('button', { name: 'Turn left' }).click();
    expect(preview.facing).toBe(3);
  });
});

describe('accessibility', () => {
  it.each(['Body', 'Hair', 'Clothes', 'Extras'])('axe finds nothing in %s', async (tab) => {
    await open({ look: { ...first, hat: 2 }, open: true });
    await page.getByRole('tab', { name: tab }).click();
    expect(await axeFindingsInBoth(chooser)).toEqual([]);
  });

  it.each(['328px', '432px', '640px'])('fits %s with targets of 44 px', async (width) => {
    await open({ look: { ...first, hat: 2, outfit: 2 }, open: true }, width);
    for (const tab of ['Body', 'Hair', 'Clothes', 'Extras']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(chooser.scrollWidth).toBeLessThanOrEqual(chooser.clientWidth);
      for (const target of chooser.shadowRoot!.querySelectorAll('.choice, .icon-button, .tab, .flag')) {
        const { width: wide, height } = target.getBoundingClientRect();
        expect(Math.min(wide, height), `${tab} ${target.className}`).toBeGreaterThanOrEqual(43.9);
      }
      await page.screenshot({ path: `../../../.cache/avatars/chooser-${width}-${tab}.png`, element: chooser });
    }
  });
});
