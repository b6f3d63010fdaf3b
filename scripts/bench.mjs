/**
 * `npm run bench [name …] [-- --quick]`: what must be fast, beside what it is compared with. Without names all of them, one
 * after another. Tables go to the terminal, figures to `.cache/bench/`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodePath } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { keep } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

await setUp({ needsBuild: true });
const all = readdirSync(join(ROOT, 'bench')).filter((name) => existsSync(join(ROOT, 'bench', name, 'run.ts')));
const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const names = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : all) {
  console.log(`\n# ${name}`);
  const code = await keep(nodePath(), [join(ROOT, 'bench', name, 'run.ts'), ...options]).done;
  if (code !== 0) process.exit(code);
}
