/**
 * A browser without Playwright or Puppeteer: a small client of the W3C WebDriver protocol by plain fetch, and WebKitGTK's
 * MiniBrowser behind it on a screen of its own. Only what looking at screens needs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { freePort } from './servers.ts';

const START_TIMEOUT_MS = 60_000;
const INSTALL = 'sudo apt-get install webkit2gtk-driver xvfb';

export type WebKit = {
  readonly open: (url: string) => Promise<void>;
  /** Runs the body of a function in the page. @returns what it returns, as JSON can carry it */
  readonly run: (body: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** @throws Error naming the command that would install what is missing. */
export const webKitPaths = (): { readonly driver: string; readonly browser: string; readonly display: string } => {
  const driver = '/usr/bin/WebKitWebDriver';
  const browser = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser').toSorted().at(-1);
  const display = '/usr/bin/Xvfb';
  if (!existsSync(driver) || browser === undefined || !existsSync(display))
    throw new Error(`No WebKit to test with. Install one with: ${INSTALL}`);
  return { driver, browser, display };
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

/** A screen that nobody sees. @returns its name, such as `:7` */
const startDisplay = async (path: string): Promise<{ readonly name: string; readonly child: ChildProcess }> => {
  // it picks a free number and writes it to the file that it is told: its own third stream
  const child = spawn(path, ['-displayfd', '3', '-screen', '0', '1200x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stream = child.stdio[3];
  if (!stream) throw new Error('the display has no third stream');
  const [number] = (await Promise.race([
    once(stream, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('the display ended at its start'))),
  ])) as [Buffer];
  return { name: `:${number.toString().trim()}`, child };
};

export const openWebKit = async (): Promise<WebKit> => {
  const paths = webKitPaths();
  const port = await freePort();
  const display = await startDisplay(paths.display);
  const driver = spawn(paths.driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display.name,
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      LANGUAGE: 'en',
    },
  });
  const close = async (): Promise<void> => {
    await end(driver);
    await end(display.child);
  };
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { readonly value: unknown };
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${JSON.stringify(value).slice(0, 400)}`);
    return value;
  };
  const ready = async (): Promise<void> => {
    const until = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      try {
        await ask('GET', '/status');
        return;
      } catch (error) {
        if (Date.now() > until) throw new Error('WebKitWebDriver does not answer', { cause: error });
        await new Promise((done) => setTimeout(done, 200));
      }
    }
  };
  try {
    await ready();
    const capabilities = {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: paths.browser, args: ['--automation'] }, pageLoadStrategy: 'normal' },
    };
    const { sessionId } = (await ask('POST', '/session', { capabilities })) as { readonly sessionId: string };
    const session = `/session/${sessionId}`;
    return {
      open: async (url) => {
        await ask('POST', `${session}/url`, { url });
      },
      run: (body) => ask('POST', `${session}/execute/sync`, { script: body, args: [] }),
      close: async () => {
        // the driver ends its browser with the session
        await ask('DELETE', session).catch(() => undefined);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
