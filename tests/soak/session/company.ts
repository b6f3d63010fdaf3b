/**
 * The thirteen of the session: who they are, and how each of them comes in. One listens with the meter and one speaks, each
 * in a browser of their own; the others are bots: the same app in one browser for all, drawing nothing while nobody looks,
 * with a tone for a microphone. Two may only use TURN.
 */
import { expect, type Page } from '@playwright/test';
import { hideAddress } from '../../lab/own-turn.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { METER_TONES_HZ, startToneMeter } from '../../support/tone-meter.ts';
import { drawCurtain, installCurtain, speakWithTone } from './bot.ts';

export type Guest = {
  readonly name: string;
  readonly part: 'meter' | 'speaker' | 'bot';
  readonly toneHz: number;
  /** Speaks from the start, and is measured; the others listen until all talk. */
  readonly speaks: boolean;
  readonly relayOnly: boolean;
};

type More = Partial<Pick<Guest, 'part' | 'speaks' | 'relayOnly'>>;
const guest = (name: string, toneHz: number, more: More = {}): Guest => ({
  name,
  part: 'bot',
  toneHz,
  speaks: false,
  relayOnly: false,
  ...more,
});

/** In the order in which they come. Whoever is measured comes early: the first eight stand within earshot of each other. */
export const TWELVE: readonly Guest[] = [
  guest('Ana', 0, { part: 'meter' }),
  guest('Bo', METER_TONES_HZ[0], { part: 'speaker', speaks: true }),
  guest('Cleo', METER_TONES_HZ[1], { speaks: true }),
  guest('Dana', METER_TONES_HZ[2], { speaks: true, relayOnly: true }),
  guest('Eli', 800, { relayOnly: true }),
  // also multiples of 100 Hz and no neighbours, so that the meter does not take them for somebody else
  ...[1500, 2200, 2300, 2400, 2500, 2600, 2700].map((hz, i) => guest(['Fay', 'Gus', 'Hana', 'Ivo', 'Jun', 'Kim', 'Lia'][i] ?? '', hz)),
];
export const THIRTEENTH: Guest = guest('Mona', METER_TONES_HZ[3], { speaks: true });
export const SPEAKERS: readonly Guest[] = [...TWELVE, THIRTEENTH].filter(({ speaks }) => speaks);

export type Present = Person & { readonly guest: Guest };

/**
 * Compute Pressure tells of the whole machine; here thirteen computers share one. This double says what a computer of one's
 * own would say of a conversation without pictures, so that the head count decides.
 */
const haveOwnComputer = (): void => {
  Reflect.set(
    globalThis,
    'PressureObserver',
    class {
      readonly #changed: (records: readonly { readonly state: string }[]) => void;
      constructor(changed: (records: readonly { readonly state: string }[]) => void) {
        this.#changed = changed;
      }
      observe(): Promise<void> {
        this.#changed([{ state: 'nominal' }]);
        return Promise.resolve();
      }
      disconnect(): void {
        // nothing was begun
      }
    },
  );
};

/** The latest beat that this page sent as steward: what the room's order is. */
const noteBeats = (): void => {
  const prototype = RTCDataChannel.prototype;
  const send: (this: RTCDataChannel, data: string) => void = Reflect.get(prototype, 'send');
  Reflect.set(prototype, 'send', function patched(this: RTCDataChannel, data: string): void {
    if (typeof data === 'string' && data.startsWith('{"t":"beat"')) Reflect.set(globalThis, 'patioBeat', { atMs: Date.now(), beat: data });
    send.call(this, data);
  });
};

/** On a machine that starves, and then out of sight. */
const PATIENCE_MS = 90_000;
export const comeIn = async (page: Page, { part, speaks }: Guest): Promise<void> => {
  const button = page.getByRole('button', { name: speaks ? 'Enter' : 'Enter listening only', exact: true });
  await button.click({ timeout: PATIENCE_MS });
  await expect(page.getByRole('region', { name: 'World' })).toBeVisible({ timeout: PATIENCE_MS });
  if (part !== 'meter') await drawCurtain(page, true);
};

const LARGE = { width: 1360, height: 820 };
const SMALL = { width: 640, height: 460 };

export type CompanyOptions = {
  readonly link: string;
  readonly origin: string;
  readonly ownComputers: boolean;
  /** The listener sees the world, which costs a core without a graphics card. */
  readonly withPicture: boolean;
};

export const createCompany = ({ link, origin, ownComputers, withPicture }: CompanyOptions) => {
  const people = createPeople();
  const prepare = async (page: Page, { part, toneHz, relayOnly }: Guest): Promise<void> => {
    await page.addInitScript(noteBeats);
    if (ownComputers) await page.addInitScript(haveOwnComputer);
    if (part === 'bot') await page.addInitScript(speakWithTone, toneHz);
    // without a graphics card a page that somebody speaks on costs a core for the painting of its meters alone
    if (part !== 'meter') await page.addInitScript(installCurtain);
    if (!relayOnly) return;
    await page.goto(origin);
    await hideAddress(page);
  };
  return {
    browser: people.browser,
    close: people.close,
    /** Opens the link; stays in the lobby if told so. */
    open: async (who: Guest, stayOutside = false): Promise<Present> => {
      const { name, part, toneHz } = who;
      const person = await people.open({
        name,
        link,
        ...(part === 'speaker' && { toneHz }),
        ...(part === 'meter' && { alone: true }),
        withoutPicture: !(withPicture && part === 'meter'),
        stayOutside: true,
        context: { viewport: part === 'bot' ? SMALL : LARGE, bypassCSP: true },
        prepare: (page) => prepare(page, who),
      });
      if (!stayOutside) await comeIn(person.page, who);
      if (part === 'meter')
        await startToneMeter(
          person.page,
          SPEAKERS.map((speaker) => speaker.toneHz),
        );
      return { ...person, guest: who };
    },
  };
};
export type Company = ReturnType<typeof createCompany>;
