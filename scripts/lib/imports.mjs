/** Which packages a set of sources needs: what they import by name, and what those packages depend on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const isShipped = (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing');

/** Every source below a folder that is not a test, as a path. */
export const sourcesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isShipped(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

const nameOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const importedBy = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*'([^'.][^']*)'/g)]
    .map(([, specifier]) => specifier)
    .filter((specifier) => !specifier.startsWith('node:'))
    .map(nameOf);

/** As Node finds it: in the node_modules of the package itself, then of those around it. */
const find = (name, from, root) => {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    if (existsSync(join(path, 'package.json'))) return path;
    if (folder === root || folder === dirname(folder)) return null;
  }
};

/**
 * @param {readonly string[]} files sources
 * @param {string} root the folder that has node_modules
 * @returns {readonly string[]} folders of packages, each once
 */
export const packagesFor = (files, root) => {
  const found = new Set();
  const add = (name, from, isNeeded) => {
    const path = find(name, from, root);
    if (path === null && isNeeded) throw new Error(`${name} is imported and not installed`);
    if (path === null || found.has(path)) return;
    found.add(path);
    const { dependencies = {} } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    for (const dependency of Object.keys(dependencies)) add(dependency, path, true);
  };
  for (const name of new Set(files.flatMap(importedBy))) add(name, root, true);
  return [...found];
};
