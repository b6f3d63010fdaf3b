/** Boot: the theme before the first paint, then the app. Whatever fails here is said in words, never as a white page. */
import { bindShortcuts } from '../a11y/keys.ts';
import { PatioApp } from './patio-app.ts';
import { startApp } from './start-app.ts';

const root = document.querySelector('patio-app');
if (root instanceof PatioApp) {
  const { context, stage } = await startApp(root);
  root.stage = stage;
  root.context = context;
  bindShortcuts(window, context);
}
