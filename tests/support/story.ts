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

// named first, a server is also stopped last: people leave a place that still stands
/* oxlint-disable no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing */
export const test = base.extend<Story>({
  patio: async ({}, use) => {
    const patio = await startPatio();
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
