/**
 * Keyboard shortcuts: the list that the Keyboard dialog shows, and the listener that makes it true. Walking (arrows,
 * WASD, Shift) and push-to-talk belong to whoever holds the keys down; they are only named here. Letters act in the
 * world alone, and never while someone writes.
 */
import { msg } from '@lit/localize';
import { tinykeys } from 'tinykeys';
import type { AppContext } from '../state/app-context.ts';

export type Shortcut = {
  /** In tinykeys' notation; absent for keys that are handled elsewhere. */
  readonly binding?: string;
  /** As shown: one entry per key cap. */
  readonly caps: readonly string[];
  readonly label: string;
  readonly run?: (app: AppContext) => void;
};
export type ShortcutGroup = { readonly title: string; readonly shortcuts: readonly Shortcut[] };

const toggleTab = (app: AppContext, tab: 'people' | 'places' | 'chat'): void =>
  app.actions.showPanel(app.state.panel.value === tab ? null : tab);

/** Escape closes the topmost thing that is open; dialogs close themselves. */
const closeTop = ({ state, actions }: AppContext): void => {
  if (state.connectionOpen.value) actions.showConnection(false);
  else if (state.gridOpen.value) actions.showGrid(false);
  else if (state.panel.value !== null) actions.showPanel(null);
  else if (state.self.value.following !== null) actions.follow(null);
};

export const shortcutGroups = (): readonly ShortcutGroup[] => [
  {
    title: msg('Talking'),
    shortcuts: [
      { binding: 'm', caps: ['M'], label: msg('Microphone on or off'), run: (app) => void app.actions.toggleMicrophone() },
      { binding: 'v', caps: ['V'], label: msg('Camera on or off'), run: (app) => void app.actions.toggleCamera() },
      { caps: [msg('Space')], label: msg('Hold to speak, when push-to-talk is on') },
      {
        binding: 'h',
        caps: ['H'],
        label: msg('Raise or lower your hand'),
        run: (app) => app.actions.setHand(!app.state.self.value.handUp),
      },
      { binding: 'g', caps: ['G'], label: msg('Everyone in a grid'), run: (app) => app.actions.showGrid(!app.state.gridOpen.value) },
    ],
  },
  {
    title: msg('Moving'),
    shortcuts: [
      { caps: ['←', '↑', '→', '↓'], label: msg('Walk; W A S D works, too') },
      { caps: [msg('Shift')], label: msg('Run, while you hold it') },
      { binding: 'x', caps: ['X'], label: msg('Stand up'), run: (app) => app.actions.standUp() },
      { binding: '+', caps: ['+'], label: msg('Closer'), run: (app) => app.actions.zoomBy(1.25) },
      { binding: '-', caps: ['−'], label: msg('Farther away'), run: (app) => app.actions.zoomBy(0.8) },
      { binding: '0', caps: ['0'], label: msg('Back to yourself'), run: (app) => app.actions.resetCamera() },
    ],
  },
  {
    title: msg('Finding your way'),
    shortcuts: [
      { binding: 'p', caps: ['P'], label: msg('People'), run: (app) => toggleTab(app, 'people') },
      { binding: 'l', caps: ['L'], label: msg('Places'), run: (app) => toggleTab(app, 'places') },
      { binding: 'c', caps: ['C'], label: msg('Chat'), run: (app) => toggleTab(app, 'chat') },
      { binding: 'i', caps: ['I'], label: msg('Connection'), run: (app) => app.actions.showConnection(!app.state.connectionOpen.value) },
      { binding: '$mod+,', caps: [msg('Ctrl'), ','], label: msg('Settings'), run: (app) => app.actions.showDialog('settings') },
      { binding: '?', caps: ['?'], label: msg('This list'), run: (app) => app.actions.showDialog('keys') },
      { binding: 'Escape', caps: ['Esc'], label: msg('Close what is open'), run: closeTop },
    ],
  },
];

const isWriting = (event: KeyboardEvent): boolean => {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
};

/** @returns the way to stop listening */
export const bindShortcuts = (target: Window | HTMLElement, app: AppContext): (() => void) => {
  const map: Record<string, (event: KeyboardEvent) => void> = {};
  for (const { binding, run } of shortcutGroups().flatMap((group) => group.shortcuts)) {
    if (binding === undefined || run === undefined) continue;
    // `?` and `+` need Shift on most keyboards; tinykeys compares modifiers strictly, so both forms are bound.
    const forms = binding === '?' || binding === '+' ? [binding, `Shift+${binding}`] : [binding];
    for (const form of forms) {
      map[form] = (event) => {
        const open = app.state.dialog.value !== null || app.state.route.value.screen !== 'world';
        if (event.defaultPrevented || event.repeat || open || (isWriting(event) && binding !== 'Escape')) return;
        event.preventDefault();
        run(app);
      };
    }
  }
  return tinykeys(target, map);
};
