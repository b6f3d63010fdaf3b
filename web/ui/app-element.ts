/**
 * What every view stands on: state and actions from `appContext`, rendering that follows the signals it reads and the
 * language. Views keep no application state; `state` and `actions` exist as soon as the element is connected below a
 * provider.
 */
import { consume } from '@lit/context';
import { SignalWatcher } from '@lit-labs/preact-signals';
import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement } from 'lit';
import type { AppActions } from '../state/app-actions.ts';
import { type AppContext, appContext } from '../state/app-context.ts';
import type { AppState } from '../state/app-state.ts';

export class AppElement extends SignalWatcher(LitElement) {
  @consume({ context: appContext })
  protected app!: AppContext;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected get state(): AppState {
    return this.app.state;
  }

  protected get actions(): AppActions {
    return this.app.actions;
  }
}
