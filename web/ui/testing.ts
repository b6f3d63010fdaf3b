/**
 * A stand-in for the composition root, for component tests and screenshot pages: real signals, actions that only record
 * that they were called. No test framework in here.
 */
import { ContextProvider } from '@lit/context';
import type { AppActions } from '../state/app-actions.ts';
import { appContext } from '../state/app-context.ts';
import { createAppState, type WritableAppState } from '../state/app-state.ts';

export type ActionCall = { readonly name: keyof AppActions; readonly args: readonly unknown[] };

export type FakeApp = {
  readonly state: WritableAppState;
  readonly actions: AppActions;
  /** Every call, oldest first. */
  readonly calls: readonly ActionCall[];
  /** The arguments of each call of one action, oldest first. */
  readonly callsOf: <K extends keyof AppActions>(name: K) => readonly Parameters<AppActions[K]>[];
  /** Puts the element below a provider into `parent` (the body by default) and hands it back. */
  readonly provide: <T extends HTMLElement>(element: T, parent?: HTMLElement) => T;
  /** Removes everything that was provided. */
  readonly close: () => void;
};

export const fakeApp = (): FakeApp => {
  const state = createAppState();
  const calls: ActionCall[] = [];
  const hosts: HTMLElement[] = [];
  const actions = new Proxy({} as AppActions, {
    get:
      (_, name) =>
      (...args: unknown[]): Promise<void> => {
        calls.push({ name: name as keyof AppActions, args });
        return Promise.resolve();
      },
  });
  return {
    state,
    actions,
    calls,
    callsOf: <K extends keyof AppActions>(name: K) =>
      calls.filter((call) => call.name === name).map((call) => call.args) as unknown as readonly Parameters<AppActions[K]>[],
    provide: (element, parent = document.body) => {
      const host = document.createElement('div');
      host.style.display = 'contents';
      // The provider lives as long as its host: it only answers events that bubble to it.
      void new ContextProvider(host, { context: appContext, initialValue: { state, actions } });
      host.append(element);
      parent.append(host);
      hosts.push(host);
      return element;
    },
    close: () => {
      for (const host of hosts.splice(0)) host.remove();
    },
  };
};
