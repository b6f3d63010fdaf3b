/**
 * People for the end-to-end tests: real browsers that open a link and do what a person does, through the names that a
 * screen reader would say. One browser process for all, except for those who speak with a tone of their own, bring flags
 * of their own, or are to be killed. What people then do is in `acts.ts`.
 */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, expect, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';
import { installEars } from './ears.ts';
import { toneFile } from './tone.ts';
import { installWires } from './wires.ts';

export type PersonOptions = {
  readonly name: string;
  readonly link: string;
  /** A microphone with this tone; without it the person is Chromium's beeping fake device. */
  readonly toneHz?: number;
  readonly context?: BrowserContextOptions;
  /** Stay in the lobby. */
  readonly stayOutside?: boolean;
  readonly listenOnly?: boolean;
  /**
   * No WebGL, so no picture: everything goes through the lists. Software drawing costs a core a person, so whoever is not
   * here to look does without.
   */
  readonly withoutPicture?: boolean;
  /** A browser process of their own, so that it can be killed. */
  readonly alone?: boolean;
  /** A browser process of their own with exactly these flags instead of the usual ones. */
  readonly flags?: readonly string[];
  /** The program that starts the browser, instead of the browser itself: into another network, say. */
  readonly program?: string;
  /** What is done in the page before the link is opened. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Runs in the page before the app: for documented doubles of devices. */
  readonly initScript?: () => void;
};

export type Person = {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors that the page threw; a test that does not expect any checks that it is empty. */
  readonly errors: readonly string[];
  /** Ends the browser as a power cut would: nothing of the page runs any more. Only of people who are alone. */
  readonly kill: () => Promise<void>;
};

export type People = {
  readonly open: (options: PersonOptions) => Promise<Person>;
  /** A browser without a person, for what must be prepared by hand. */
  readonly browser: (flags?: readonly string[]) => Promise<Browser>;
  /** Everybody goes home. The same people may open links again afterwards. */
  readonly close: () => Promise<void>;
};

export const ENTER_TIMEOUT_MS = 45_000;
/** A browser that cannot draw the world; it costs a fraction of one that draws in software. */
export const NO_PICTURE = '--disable-3d-apis';

type Process = { readonly browser: Browser; readonly kill: () => Promise<void>; readonly close: () => Promise<void> };

const launch = async (flags: readonly string[], program = chromiumPath()): Promise<Process> => {
  const server = await chromium.launchServer({ executablePath: program, args: [...flags] });
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, kill: () => server.kill(), close: () => server.close() };
};

export const enter = async (page: Page, how: 'Enter' | 'Enter listening only' = 'Enter'): Promise<void> => {
  await page.getByRole('button', { name: how, exact: true }).click();
  await expect(page.getByRole('region', { name: 'World' })).toBeVisible({ timeout: ENTER_TIMEOUT_MS });
};

export const createPeople = (): People => {
  const processes = new Set<Process>();
  const shared = new Map<string, Promise<Process>>();
  const start = async (flags: readonly string[], program?: string): Promise<Process> => {
    const process = await launch(flags, program);
    processes.add(process);
    return process;
  };
  const processFor = ({ toneHz, alone, flags, withoutPicture, program }: PersonOptions): Promise<Process> => {
    const all = [...(flags ?? CHROMIUM_FLAGS), ...(withoutPicture === true ? [NO_PICTURE] : [])];
    if (toneHz !== undefined) return start([...all, `--use-file-for-fake-audio-capture=${toneFile(toneHz)}`], program);
    if (alone === true || flags !== undefined || program !== undefined) return start(all, program);
    const known = shared.get(all.join()) ?? start(all);
    shared.set(all.join(), known);
    return known;
  };
  return {
    browser: async (flags = []) => (await start([...CHROMIUM_FLAGS, ...flags])).browser,
    open: async (options) => {
      const process = await processFor(options);
      const context = await process.browser.newContext({
        viewport: { width: 900, height: 640 },
        reducedMotion: 'reduce',
        ...(options.flags === undefined && { permissions: ['microphone', 'camera', 'clipboard-read', 'clipboard-write'] }),
        ...options.context,
      });
      await context.addInitScript(installEars);
      await context.addInitScript(installWires);
      if (options.initScript !== undefined) await context.addInitScript(options.initScript);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await options.prepare?.(page);
      await page.goto(options.link);
      await page.getByRole('textbox', { name: 'Your name' }).fill(options.name, { timeout: ENTER_TIMEOUT_MS });
      if (options.stayOutside !== true) await enter(page, options.listenOnly === true ? 'Enter listening only' : 'Enter');
      return { name: options.name, page, context, errors, kill: process.kill };
    },
    close: async () => {
      const all = [...processes];
      processes.clear();
      shared.clear();
      await Promise.all(all.map((process) => process.close()));
    },
  };
};

export { expectToSee, seenBy, showTab } from './acts.ts';
