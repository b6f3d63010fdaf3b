/**
 * The thirteen of the session: who they are, and how each of them comes in. Some speak with a tone of their own, two may
 * only use TURN, one listens with the meter, one has a picture; the others are bots: the same app, two processes for all.
 */
import type { Page } from '@playwright/test';
import { createPeople, type Person } from '../../support/people.ts';
import { METER_TONES_HZ, startToneMeter } from '../../support/tone-meter.ts';
import { hideAddress } from '../../lab/own-turn.ts';

export type Guest = {
  readonly name: string;
  readonly part: 'meter' | 'picture' | 'speaker' | 'bot';
  readonly toneHz: number | null;
  readonly relayOnly: boolean;
};

const guest = (name: string, part: Guest['part'], toneHz: number | null = null, relayOnly = false): Guest => ({
  name,
  part,
  toneHz,
  relayOnly,
});

/** In the order in which they come. Whoever is measured comes early: the first eight stand within earshot of each other. */
export const TWELVE: readonly Guest[] = [
  guest('Ana', 'meter'),
  guest('Bo', 'speaker', METER_TONES_HZ[0]),
  guest('Cleo', 'speaker', METER_TONES_HZ[2]),
  guest('Dana', 'speaker', METER_TONES_HZ[4], true),
  guest('Eli', 'bot', null, true),
  guest('Fay', 'picture'),
  ...['Gus', 'Hana', 'Ivo', 'Jun', 'Kim', 'Lia'].map((name) => guest(name, 'bot')),
];
export const THIRTEENTH: Guest = guest('Mona', 'speaker', METER_TONES_HZ[6]);
export const TONES_HZ = [...TWELVE, THIRTEENTH].flatMap(({ toneHz }) => (toneHz === null ? [] : [toneHz]));

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

const VIEWPORTS = {
  meter: { width: 1100, height: 760 },
  picture: { width: 1000, height: 720 },
  speaker: { width: 640, height: 460 },
  bot: { width: 640, height: 460 },
} as const;

export type CompanyOptions = { readonly link: string; readonly origin: string; readonly ownComputers: boolean };

export const createCompany = ({ link, origin, ownComputers }: CompanyOptions) => {
  const people = createPeople();
  const prepare = async (page: Page, { relayOnly }: Guest): Promise<void> => {
    await page.addInitScript(noteBeats);
    if (ownComputers) await page.addInitScript(haveOwnComputer);
    if (!relayOnly) return;
    await page.goto(origin);
    await hideAddress(page);
  };
  return {
    browser: people.browser,
    close: people.close,
    /** Opens the link; inside only with `enter`. */
    open: async (who: Guest, stayOutside = false): Promise<Present> => {
      const { name, part, toneHz } = who;
      const person = await people.open({
        name,
        link,
        ...(toneHz !== null && { toneHz }),
        ...(part === 'meter' && { alone: true }),
        withoutPicture: part !== 'picture',
        listenOnly: toneHz === null,
        stayOutside,
        context: { viewport: VIEWPORTS[part], bypassCSP: true },
        prepare: (page) => prepare(page, who),
      });
      if (part === 'meter') await startToneMeter(person.page, TONES_HZ);
      return { ...person, guest: who };
    },
  };
};
export type Company = ReturnType<typeof createCompany>;
