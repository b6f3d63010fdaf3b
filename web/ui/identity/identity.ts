/**
 * Taking one's identity along: save the key as a file behind a passphrase, load it on another device, or let a Nostr
 * extension keep it. What came of it is said here, because notices stand outside the dialog.
 */
import { msg } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../dialog/dialog.ts';
import { noticeText } from '../words/notices.ts';

/** A file may be tried offline for years: short passphrases are none. */
const MIN_PASSPHRASE = 10;
const OUTCOMES: readonly string[] = ['identity-saved', 'identity-loaded', 'identity-refused'];

const styles = css`
  section {
    padding-block: var(--space-4);
  }
  section + section {
    border-block-start: var(--border) solid var(--line);
  }
  section p {
    margin-block: 2px var(--space-3);
    max-inline-size: 60ch;
    text-wrap: pretty;
  }
  form {
    display: grid;
    gap: var(--space-3);
  }
  form .button {
    justify-self: start;
  }
  .outcome {
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-control);
    background: var(--ok-soft);
  }
  .outcome.error {
    background: var(--danger-soft);
  }
  .wrong {
    color: var(--danger);
    margin: 0;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
    gap: var(--space-3);
  }
  input[type='file'] {
    padding: 4px var(--space-3) 4px 4px;
  }
  ::file-selector-button {
    min-block-size: 32px;
    padding: 0 var(--space-3);
    margin-inline-end: var(--space-3);
    border: 0;
    border-radius: var(--radius-small);
    background: var(--hover);
    color: inherit;
    font: inherit;
    font-weight: var(--weight-medium);
  }
  .key {
    font-family: var(--font-mono);
    overflow-wrap: anywhere;
  }
`;

@customElement('patio-identity')
export class PatioIdentity extends AppElement {
  static override styles = [...baseStyles, styles];

  @state() private wrong: { readonly form: 'save' | 'load'; readonly text: string } | null = null;
  @state() private busy = false;
  @query('#save-pass') private savePass!: HTMLInputElement;
  @query('#save-again') private saveAgain!: HTMLInputElement;
  @query('#load-file') private loadFile!: HTMLInputElement;
  @query('#load-pass') private loadPass!: HTMLInputElement;

  private async run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.wrong = null;
    this.busy = true;
    try {
      await work();
    } finally {
      this.busy = false;
    }
  }

  private save(event: Event): void {
    event.preventDefault();
    const passphrase = this.savePass.value;
    if (passphrase.length < MIN_PASSPHRASE) {
      this.wrong = { form: 'save', text: msg('Take ten characters or more; a few words are easy to remember.') };
      this.savePass.focus();
    } else if (passphrase !== this.saveAgain.value) {
      this.wrong = { form: 'save', text: msg('The two are not the same.') };
      this.saveAgain.focus();
    } else void this.run(() => this.actions.exportIdentity(passphrase));
  }

  private load(event: Event): void {
    event.preventDefault();
    const file = this.loadFile.files?.[0];
    if (file === undefined) {
      this.wrong = { form: 'load', text: msg('Choose the file first.') };
      this.loadFile.focus();
    } else void this.run(() => this.actions.importIdentity(file, this.loadPass.value));
  }

  private wrongIn(form: 'save' | 'load'): unknown {
    return this.wrong?.form === form ? html`<p class="caption wrong" role="alert">${this.wrong.text}</p>` : nothing;
  }

  private saveForm(): TemplateResult {
    return html`<section aria-labelledby="save">
      <h3 id="save" class="strong">${msg('Save it as a file')}</h3>
      <p class="soft">${msg('The file opens only with the passphrase. Nobody can recover it for you.')}</p>
      <form @submit=${(event: Event) => this.save(event)}>
        <div class="pair">
          <label>
            <span class="label">${msg('Passphrase')}</span>
            <input id="save-pass" class="input" type="password" autocomplete="new-password" />
          </label>
          <label>
            <span class="label">${msg('The same again')}</span>
            <input id="save-again" class="input" type="password" autocomplete="new-password" />
          </label>
        </div>
        ${this.wrongIn('save')}
        <button class="button primary" ?disabled=${this.busy}>${msg('Save the file')}</button>
      </form>
    </section>`;
  }

  private loadForm(): TemplateResult {
    return html`<section aria-labelledby="load">
      <h3 id="load" class="strong">${msg('Load a saved one')}</h3>
      <p class="soft">${msg('It takes the place of the one on this device. Save that one first if you still need it.')}</p>
      <form @submit=${(event: Event) => this.load(event)}>
        <div class="pair">
          <label>
            <span class="label">${msg('File')}</span>
            <input id="load-file" class="input" type="file" accept="application/json,.json" />
          </label>
          <label>
            <span class="label">${msg('Its passphrase')}</span>
            <input id="load-pass" class="input" type="password" autocomplete="current-password" />
          </label>
        </div>
        ${this.wrongIn('load')}
        <button class="button line" ?disabled=${this.busy}>${msg('Load the file')}</button>
      </form>
    </section>`;
  }

  private extension(): TemplateResult {
    const here = 'nostr' in globalThis;
    return html`<section aria-labelledby="extension">
      <h3 id="extension" class="strong">${msg('Use a Nostr extension')}</h3>
      <p class="soft">
        ${
          here
            ? msg('The extension keeps your key and signs for you; it asks once per device.')
            : msg('This browser has none. With one (NIP-07), it would keep your key and sign for you.')
        }
      </p>
      <button class="button line" ?disabled=${!here || this.busy} @click=${() => void this.run(() => this.actions.useExtensionIdentity())}>
        ${msg('Use the extension')}
      </button>
    </section>`;
  }

  override render() {
    const identity = this.state.identity.value;
    const outcome = this.state.notices.value.findLast((notice) => OUTCOMES.includes(notice.code));
    return html`<patio-dialog heading=${msg('Your identity')} @dismiss=${() => this.actions.showDialog(null)}>
      <div role="status">
        ${
          outcome === undefined
            ? nothing
            : html`<p class="outcome ${outcome.code === 'identity-refused' ? 'error' : ''}">${noticeText(outcome)}</p>`
        }
      </div>
      <section>
        <p class="soft">
          ${msg('A key that this browser made for you. By it, places know that you are you; there is no account behind it.')}
        </p>
        ${identity === null ? nothing : html`<code class="caption key soft">${identity.publicKey}</code>`}
      </section>
      ${this.saveForm()} ${this.loadForm()} ${this.extension()}
    </patio-dialog>`;
  }
}
