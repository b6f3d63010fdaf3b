/**
 * How every story begins and ends: our relay serving the app with a place that nobody has entered, and people who have all
 * gone home before it stops. A story names what it needs; what it does not name is not started.
 */
import { test as base } from '@playwright/test';
import type { Speaker } from './ears.ts';
import { createPeople, type People } from './people.ts';
import { type RunningPatio, startPatio } from './servers.ts';

export type Story = {
  readonly patio: RunningPatio;
  readonly people: People;
  /** Somebody without a picture who speaks with a tone of their own. */
  readonly speaker: (name: string, toneHz: number) => Promise<Speaker>;
};

/** What config.yaml says, where a story changes it; null: the one that a checkout has. */
type Settings = { readonly config: object | null };

// named first, a server is also stopped last: people leave a place that still stands
/* oxlint-disable no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing */
export const test = base.extend<Story & Settings>({
  config: [null, { option: true }],
  patio: async ({ config }, use) => {
    const patio = await startPatio(config === null ? {} : { config });
    await use(patio);
    await patio.kill();
  },
  people: async ({}, use) => {
    const people = createPeople();
    await use(people);
    await people.close();
  },
  speaker: ({ patio, people }, use) =>
    use(async (name, toneHz) => ({
      ...(await people.open({ name, toneHz, link: patio.placeLink, withoutPicture: true })),
      toneHz,
    })),
});
