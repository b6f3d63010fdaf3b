/**
 * Drives pages of `page.ts` from Node: one shared browser, one context a person, a bundle made in memory. Ends only
 * what it started.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { CHROMIUM_FLAGS, chromiumPath } from '../../tests/support/chromium.ts';
import type { NetworkEndpoint } from '../../domain/config/public-config.ts';
import type { PersonApi, PersonOptions } from './page.ts';

declare global {
  interface Window {
    readonly person: PersonApi;
  }
}

export type Person = { readonly page: Page; readonly identity: string; readonly errors: string[]; readonly close: () => Promise<void> };
export type Stage = {
  readonly browser: Browser;
  readonly person: () => Promise<Person>;
  readonly close: () => Promise<void>;
};

export const bundlePage = async (entry: string): Promise<string> => {
  const bundle = await rolldown({ input: entry, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'iife', codeSplitting: false });
  await bundle.close();
  return output[0].code;
};

const serve = async (script: string, port: number): Promise<Server> => {
  const server = createServer((request, response) => {
    const isScript = request.url?.startsWith('/page.js');
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(
      isScript ? script : '<!doctype html><html><head><title>person</title></head><body><script src="/page.js"></script></body></html>',
    );
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

const UNTHROTTLED = [
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** @param entry another page script, for benches */
export const openStage = async (port: number, entry = join(import.meta.dirname, 'page.ts')): Promise<Stage> => {
  const server = await serve(await bundlePage(entry), port);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS, ...UNTHROTTLED] });
  return {
    browser,
    person: async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`http://127.0.0.1:${port}/`);
      const identity = await page.evaluate(() => window.person.prepare());
      return { page, identity, errors, close: () => context.close() };
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
};

/** A new place: nobody of another test is there. */
export const newPlace = (): Pick<PersonOptions, 'secret' | 'place'> => ({
  secret: randomBytes(32).toString('hex'),
  place: randomBytes(16).toString('base64url'),
});

export const network = (kind: NetworkEndpoint['kind'], url: string): NetworkEndpoint => ({ kind, url, courtesy: false });

export const enter = (person: Person, options: PersonOptions): Promise<string> =>
  person.page.evaluate((chosen) => window.person.enter(chosen), options);

export const meets = (person: Person, count: number, timeoutMs = 15_000): Promise<boolean> =>
  person.page.evaluate(([n, ms]) => window.person.meets(n!, ms!), [count, timeoutMs]);

export const stateOf = (person: Person): Promise<ReturnType<PersonApi['state']>> => person.page.evaluate(() => window.person.state());
export const connectionsOf = (person: Person): Promise<ReturnType<PersonApi['connections']>> =>
  person.page.evaluate(() => window.person.connections());
