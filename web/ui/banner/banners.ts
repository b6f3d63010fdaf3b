/**
 * What everyone should know for as long as it is true: offline, no network answers, a new version, an offer to install.
 * At most one stands at a time, the most important. Says first what still works. Rendered once, beside the screens.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { CloudOff, Download, type IconNode, RefreshCw, WifiOff, X } from 'lucide';
import { formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../connection/countdown.ts';
import { icon } from '../icon/icon.ts';
import { bannersStyles } from './banners.styles.ts';
import { type Banner, chooseBanner } from './choose-banner.ts';
import { whatWorks } from './what-works.ts';

@customElement('patio-banners')
export class PatioBanners extends AppElement {
  static override styles = [...baseStyles, bannersStyles];

  /** Closed by the person until something else is to be said. */
  @state() private closed: Banner['kind'] | null = null;
  @state() private details = false;

  private box(banner: Banner, picture: IconNode, title: string, help: unknown, buttons: unknown): TemplateResult {
    return html`<section class="banner float ${banner.kind}" aria-label=${msg('News')}>
      ${icon(picture)}
      <div class="grow" role="status">
        <p class="medium">${title}</p>
        ${help === nothing ? nothing : html`<p class="soft">${help}</p>`}
      </div>
      <span class="buttons">${buttons}</span>
    </section>`;
  }

  private close(banner: Banner): TemplateResult {
    return html`<button class="icon-button" aria-label=${msg('Close')} @click=${() => (this.closed = banner.kind)}>${icon(X)}</button>`;
  }

  private kept(linked: number): string {
    if (linked === 0) return msg('Nobody can be found until a network answers.');
    return plural(linked, {
      one: msg('You stay connected to the person here; newcomers may not find you yet.'),
      other: msg(str`You stay connected to the ${formatNumber(linked)} people here; newcomers may not find you yet.`),
    });
  }

  private detailsButton(): TemplateResult {
    return html`<button
      class="button quiet"
      aria-expanded=${this.details ? 'true' : 'false'}
      aria-controls="works"
      @click=${() => (this.details = !this.details)}
    >
      ${msg('Details')}
    </button>`;
  }

  private offline(banner: Extract<Banner, { kind: 'offline' }>): TemplateResult {
    const help = banner.inside
      ? this.kept(banner.linked)
      : msg('Places that you opened before open here, too. Meeting people waits for a network.');
    return this.box(banner, WifiOff, msg('You are offline.'), help, html`${this.detailsButton()}${this.close(banner)}`);
  }

  private noNetworks(banner: Extract<Banner, { kind: 'no-networks' }>): TemplateResult {
    const countdown = html`<patio-countdown
      aria-hidden="true"
      class="number"
      .until=${banner.retryAtMs}
      .words=${(seconds: number | null) =>
        seconds === null ? msg('Trying again.') : msg(str`Trying again in ${formatNumber(seconds)} s.`)}
    ></patio-countdown>`;
    return this.box(
      banner,
      CloudOff,
      msg('No introduction network answers.'),
      html`${this.kept(banner.linked)} ${countdown}`,
      html`${this.detailsButton()}<button class="button line" @click=${() => this.actions.retryNow()}>${msg('Try now')}</button>`,
    );
  }

  private newVersion(banner: Extract<Banner, { kind: 'update' }>): TemplateResult {
    const title = msg('A new version is ready.');
    if (banner.update === 'starting') return this.box(banner, RefreshCw, msg('The new version starts…'), nothing, nothing);
    if (banner.update === 'waits-for-call')
      return this.box(banner, RefreshCw, title, msg('It waits until your call ends.'), this.close(banner));
    const use = html`<button class="button line" @click=${() => this.actions.applyUpdate()}>${msg('Use it now')}</button>`;
    return this.box(banner, RefreshCw, title, nothing, html`${use}${this.close(banner)}`);
  }

  private install(banner: Extract<Banner, { kind: 'install' }>): TemplateResult {
    return this.box(
      banner,
      Download,
      msg('Keep Patio at hand.'),
      msg('Installed, it opens like any program, also without a network.'),
      html`<button class="button line" @click=${() => void this.actions.install()}>${msg('Install')}</button>${this.close(banner)}`,
    );
  }

  private view(banner: Banner): TemplateResult {
    if (banner.kind === 'offline') return this.offline(banner);
    if (banner.kind === 'no-networks') return this.noNetworks(banner);
    if (banner.kind === 'update') return this.newVersion(banner);
    return this.install(banner);
  }

  override render() {
    const { route, online, networks, people, update, install } = this.state;
    const banner = chooseBanner({
      screen: route.value.screen,
      online: online.value,
      networks: networks.value,
      linked: people.value.filter((person) => person.link.status === 'linked').length,
      update: update.value,
      install: install.value,
    });
    if (banner === null || banner.kind === this.closed) return nothing;
    const explained = banner.kind === 'offline' || banner.kind === 'no-networks';
    return html`${this.view(banner)}
    ${explained && this.details ? html`<section id="works" class="works float">${whatWorks(banner.linked)}</section>` : nothing}`;
  }
}
