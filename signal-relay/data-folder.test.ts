import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeDataFolder } from './data-folder.ts';

const base = mkdtempSync(join(tmpdir(), 'patio-data-folder-'));
afterAll(() => rmSync(base, { recursive: true }));

it('makes what is missing on the way, for its owner alone, and is content with what is there', async () => {
  const folder = join(base, 'a', 'b', 'c');
  await makeDataFolder(folder);
  await makeDataFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('is made by several at once', async () => {
  for (let round = 0; round < 200; round += 1) {
    const folder = join(base, String(round), 'data', 'secrets');
    await Promise.all(Array.from({ length: 3 }, () => makeDataFolder(folder)));
    expect(statSync(folder).isDirectory()).toBe(true);
  }
});

it('says why it cannot be made', async () => {
  await expect(makeDataFolder('/proc/none/of/it')).rejects.toMatchObject({ code: 'ENOENT' });
});
