/** How much this page keeps in the browser, asked once. Empty where the browser does not say. */
import { msg, str } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { formatNumber } from '../../i18n/format.ts';

const MEGABYTE = 1_000_000;

@customElement('patio-storage-used')
export class PatioStorageUsed extends LitElement {
  @state() private usedMegabytes: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  private async ask(): Promise<void> {
    const estimate = await navigator.storage?.estimate?.().catch(() => null);
    this.usedMegabytes = estimate?.usage === undefined ? null : estimate.usage / MEGABYTE;
  }

  override render() {
    return this.usedMegabytes === null ? html`` : html`${msg(str`${formatNumber(this.usedMegabytes, 1)} MB in all`)}`;
  }
}
