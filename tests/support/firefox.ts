/**
 * A person in Firefox, driven through WebDriver BiDi: only what the one story with two engines needs. Finds a browser that
 * is there; installing one is the job of scripts/test.mjs.
 */
import { existsSync } from 'node:fs';
import { expect, type Page as PlaywrightPage } from '@playwright/test';
import { launch, type Page } from 'puppeteer-core';
import { installEars } from './ears.ts';
import { ENTER_TIMEOUT_MS } from './people.ts';
import { installWires } from './wires.ts';

const PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** What its fake microphone plays. */
export const FIREFOX_TONE_HZ = 730;

const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.navigator.audio.fake_frequency': FIREFOX_TONE_HZ,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'ui.prefersReducedMotion': 1,
  'intl.accept_languages': 'en-US',
};

/** @throws Error naming the command that would install one. */
export const firefoxPath = (): string => {
  const found = [process.env['PATIO_FIREFOX'], ...PATHS].find((path) => path !== undefined && path !== '' && existsSync(path));
  if (found === undefined)
    throw new Error('No Firefox found. Install one with: sudo apt-get install firefox-esr (or name it in PATIO_FIREFOX)');
  return found;
};

export type FirefoxPerson = {
  readonly name: string;
  readonly page: Page;
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
};

/** Opens the link, gives a name, enters with the microphone on. */
export const openFirefox = async (name: string, link: string): Promise<FirefoxPerson> => {
  const browser = await launch({
    browser: 'firefox',
    executablePath: firefoxPath(),
    headless: true,
    protocol: 'webDriverBiDi',
    extraPrefsFirefox: PREFERENCES,
    protocolTimeout: 120_000,
  });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)));
  await page.evaluateOnNewDocument(installEars);
  await page.evaluateOnNewDocument(installWires);
  await page.setViewport({ width: 900, height: 640 });
  await page.goto(link);
  const field = await page.waitForSelector('patio-app >>> #name', { visible: true, timeout: ENTER_TIMEOUT_MS });
  await field?.click();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.waitForSelector('patio-app >>> .scene', { visible: true, timeout: ENTER_TIMEOUT_MS });
  return { name, page, errors, close: () => browser.close() };
};

/** What the elements say that this selector finds, shadow roots included; `attribute` instead of their text. */
export const readAll = (person: FirefoxPerson, selector: string, attribute: string | null = null): Promise<readonly string[]> =>
  person.page.evaluate(
    (wanted, name) => {
      const said: string[] = [];
      const visit = (root: Document | ShadowRoot): void => {
        for (const element of root.querySelectorAll('*')) {
          if (element.matches(wanted)) said.push((name === null ? element.textContent : element.getAttribute(name)) ?? '');
          if (element.shadowRoot !== null) visit(element.shadowRoot);
        }
      };
      visit(document);
      return said;
    },
    selector,
    attribute,
  );

/** A letter of the world's own keys, pressed while nobody writes. */
export const pressInWorld = async ({ page }: FirefoxPerson, key: 'p' | 'c' | 'm'): Promise<void> => {
  const scene = await page.$('patio-app >>> .scene');
  await scene?.focus();
  await page.keyboard.press(key);
};

export const expectFirefoxToRead = (person: FirefoxPerson, selector: string, text: string, timeout: number): Promise<void> =>
  expect
    .poll(async () => (await readAll(person, selector)).join('\n'), { timeout, message: `${person.name} reads “${text}”` })
    .toContain(text);

export type SoundByWay = { readonly mesh: number; readonly server: number };

/**
 * Sound that was decoded so far, by who is at the other end, as long as an element plays it. Energy and no tones: `hear` and its
 * AudioContext never came back from this headless browser.
 */
export const soundByWay = ({ page }: FirefoxPerson, serverPorts: readonly number[]): Promise<SoundByWay> =>
  page.evaluate(
    async (ports) => {
      const { elements } = Reflect.get(globalThis, 'patioEars') as { elements: ReadonlySet<HTMLMediaElement> };
      const isPlaying = [...elements].some(({ paused, muted, volume, srcObject }) => !paused && !muted && volume > 0 && srcObject !== null);
      const sound = { mesh: 0, server: 0 };
      if (!isPlaying) return sound;
      for (const connection of Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>) {
        if (connection.connectionState === 'closed') continue;
        const entries = [...(await connection.getStats()).values()] as Record<string, unknown>[];
        const isServer = entries.some((entry) => entry['type'] === 'remote-candidate' && ports.includes(Number(entry['port'])));
        for (const entry of entries)
          if (entry['type'] === 'inbound-rtp') sound[isServer ? 'server' : 'mesh'] += Number(entry['totalAudioEnergy'] ?? 0);
      }
      return sound;
    },
    [...serverPorts],
  );

/** For what only evaluates in the page (`packetsByWay`): there the two libraries' pages are alike. */
export const asMeasured = ({ page }: FirefoxPerson): PlaywrightPage => page as unknown as PlaywrightPage;
