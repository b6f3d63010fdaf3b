/**
 * Short messages that come and go, above everything that floats. Each leaves by itself after a while, unless someone
 * points at it or has focus in it; a polite status for screen readers. Rendered once, beside the screens.
 */
import { msg } from '@lit/localize';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Check, CircleAlert, type IconNode, Info, TriangleAlert, X } from 'lucide';
import type { Notice } from '../../state/app-state.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { noticeText } from '../words/notices.ts';
import { createTimeouts } from './timeouts.ts';
import { noticesStyles } from './notices.styles.ts';

/** Long enough to read twice; what needs an answer of the person stays longer. */
const STAYS_MS: { readonly [T in Notice['tone']]: number } = { info: 5_000, ok: 5_000, warn: 9_000, error: 12_000 };
const PICTURES: { readonly [T in Notice['tone']]: IconNode } = { info: Info, ok: Check, warn: TriangleAlert, error: CircleAlert };

@customElement('patio-notices')
export class PatioNotices extends AppElement {
  static override styles = [...baseStyles, noticesStyles];

  private readonly timeouts = createTimeouts({
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onEnd: (id) => this.actions.dismissNotice(id),
  });
  private shown = '';

  override connectedCallback(): void {
    super.connectedCallback();
    // In the top layer, so that an open dialog does not hide what it caused.
    this.popover = 'manual';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.timeouts.close();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const notices = this.state.notices.peek();
    this.timeouts.keep(new Map(notices.map((notice) => [notice.id, STAYS_MS[notice.tone]])));
    const ids = notices.map((notice) => notice.id).join();
    if (ids === this.shown) return;
    this.shown = ids;
    // Shown again, it comes to the front of whatever opened meanwhile.
    if (this.matches(':popover-open')) this.hidePopover();
    if (notices.length > 0) this.showPopover();
  }

  private notice(notice: Notice): TemplateResult {
    return html`<div class="notice float ${notice.tone}">
      ${icon(PICTURES[notice.tone])}
      <p class="grow">${noticeText(notice)}</p>
      <button class="icon-button" aria-label=${msg('Dismiss')} @click=${() => this.actions.dismissNotice(notice.id)}>${icon(X, 16)}</button>
    </div>`;
  }

  override render() {
    return html`<div
      class="stack"
      role="status"
      aria-live="polite"
      @pointerenter=${() => this.timeouts.pause()}
      @pointerleave=${() => this.timeouts.resume()}
      @focusin=${() => this.timeouts.pause()}
      @focusout=${() => this.timeouts.resume()}
    >
      ${repeat(
        this.state.notices.value,
        (notice) => notice.id,
        (notice) => this.notice(notice),
      )}
    </div>`;
  }
}
