/** How views reach state and actions: one Lit context, provided by `patio-app`. */
import { createContext } from '@lit/context';
import type { AppActions } from './app-actions.ts';
import type { AppState } from './app-state.ts';

export type AppContext = { readonly state: AppState; readonly actions: AppActions };
export const appContext = createContext<AppContext>('patio-app');
