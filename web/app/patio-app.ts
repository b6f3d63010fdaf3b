/**
 * The root element: provides state and actions, and shows the screen that the route names. Screens are loaded when they
 * are first needed; the previous one stays until the next can stand, so nothing flashes. The world's picture lives in
 * `stage`, an element that outlives screens.
 */
import { provide } from '@lit/context';
import { SignalWatcher } from '@lit-labs/preact-signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type AppContext, appContext } from '../state/app-context.ts';
import type { Dialog, Route } from '../state/app-state.ts';

type Screen = Route['screen'];

/** Which module defines a screen, and how it is written. `entering` is the lobby, which shows the progress. */
const SCREENS: {
  readonly [S in Screen]: { readonly load: () => Promise<unknown>; readonly view: (stage: HTMLElement) => TemplateResult };
} = {
  landing: { load: () => import('../ui/landing/landing.ts'), view: (stage) => html`<patio-landing>${stage}</patio-landing>` },
  lobby: { load: () => import('../ui/lobby/lobby.ts'), view: (stage) => html`<patio-lobby>${stage}</patio-lobby>` },
  entering: { load: () => import('../ui/lobby/lobby.ts'), view: (stage) => html`<patio-lobby>${stage}</patio-lobby>` },
  world: { load: () => import('../ui/world/world.ts'), view: (stage) => html`<patio-world>${stage}</patio-world>` },
  left: { load: () => import('../ui/left/left.ts'), view: () => html`<patio-left></patio-left>` },
  'bad-link': { load: () => import('../ui/bad-link/bad-link.ts'), view: () => html`<patio-bad-link></patio-bad-link>` },
  failed: { load: () => import('../ui/failed/failed.ts'), view: () => html`<patio-failed></patio-failed>` },
};

const DIALOGS: { readonly [D in Dialog]: { readonly load: () => Promise<unknown>; readonly view: () => TemplateResult } } = {
  settings: { load: () => import('../ui/settings/settings.ts'), view: () => html`<patio-settings></patio-settings>` },
  about: { load: () => import('../ui/settings/settings.ts'), view: () => html`<patio-settings section="about"></patio-settings>` },
  host: { load: () => import('../ui/settings/settings.ts'), view: () => html`<patio-settings section="host"></patio-settings>` },
  keys: { load: () => import('../ui/settings/settings.ts'), view: () => html`<patio-settings section="keyboard"></patio-settings>` },
  identity: { load: () => import('../ui/identity/identity.ts'), view: () => html`<patio-identity></patio-identity>` },
  invite: { load: () => import('../ui/invite/invite.ts'), view: () => html`<patio-invite></patio-invite>` },
  avatar: { load: () => import('../ui/settings/settings.ts'), view: () => html`<patio-settings section="you"></patio-settings>` },
};

@customElement('patio-app')
export class PatioApp extends SignalWatcher(LitElement) {
  static override readonly styles = css`
    :host {
      display: contents;
    }
  `;

  @provide({ context: appContext })
  @property({ attribute: false })
  context!: AppContext;

  /** Where the scene draws; slotted into the screen that wants it. */
  @property({ attribute: false })
  stage: HTMLElement | undefined;

  @state()
  private shown: Screen | null = null;

  @state()
  private dialog: Dialog | null = null;

  private readonly loading = new Set<Screen>();

  protected override firstUpdated(): void {
    // what stands beside every screen, none of it needed before the first screen stands
    void import('../ui/banner/banners.ts');
    void import('../ui/notice/notices.ts');
  }

  private show(screen: Screen, { state: app }: AppContext): void {
    if (this.shown === screen || this.loading.has(screen)) return;
    this.loading.add(screen);
    void SCREENS[screen].load().then(() => {
      this.loading.delete(screen);
      // the route may have moved on meanwhile
      if (app.route.peek().screen === screen) this.shown = screen;
      // whoever reads the lobby is about to enter
      if (screen === 'lobby')
        void SCREENS.world
          .load()
          .then(() => Promise.all([import('../ui/world/later.ts'), import('./session/later.ts')]).catch(() => undefined));
      return undefined;
    });
  }

  private showDialog(dialog: Dialog, { state: app }: AppContext): void {
    if (this.dialog === dialog) return;
    void DIALOGS[dialog].load().then(() => {
      this.dialog = app.dialog.peek();
      return undefined;
    });
  }

  protected override shouldUpdate(): boolean {
    // the element stands in the page before the app has started
    return 'state' in (this.context ?? {});
  }

  override render(): unknown {
    const { context, stage } = this;
    if (stage === undefined) return nothing;
    const { route, dialog } = context.state;
    this.show(route.value.screen, context);
    if (dialog.value !== null) this.showDialog(dialog.value, context);
    const open = dialog.value !== null && this.dialog === dialog.value ? this.dialog : null;
    return html`${this.shown === null ? nothing : SCREENS[this.shown].view(stage)}
      <patio-banners></patio-banners>
      ${open === null ? nothing : DIALOGS[open].view()}
      <patio-notices></patio-notices>`;
  }
}
