import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Mic } from 'lucide';
import { afterEach, expect, it } from 'vitest';
import { AppElement } from './app-element.ts';
import { icon } from './icon/icon.ts';
import { fakeApp } from './testing.ts';

@customElement('test-app-element')
class TestAppElement extends AppElement {
  override render() {
    return html`<button @click=${() => this.actions.setHand(true)}>${icon(Mic)}${this.state.self.value.name}</button>`;
  }
}

const app = fakeApp();
afterEach(app.close);

it('renders from signals, follows them, and calls actions', async () => {
  const element = app.provide(new TestAppElement());
  await element.updateComplete;
  const button = element.shadowRoot!.querySelector('button')!;
  expect(button.textContent.trim()).toBe('');
  app.state.self.value = { ...app.state.self.value, name: 'Ana' };
  await element.updateComplete;
  expect(button.textContent.trim()).toBe('Ana');
  button.click();
  expect(app.callsOf('setHand')).toEqual([[true]]);
});

it('draws icons as real SVG without a name of their own', async () => {
  const element = app.provide(new TestAppElement());
  await element.updateComplete;
  const svg = element.shadowRoot!.querySelector('svg')!;
  expect(svg.getAttribute('aria-hidden')).toBe('true');
  expect(svg.querySelector('path')).toBeInstanceOf(SVGPathElement);
});
