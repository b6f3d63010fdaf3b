/** Brazilian Portuguese has every sentence of the source, no others, and the same values in each. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scanMessages } from './messages.ts';
import { ptBr } from './pt-br.ts';
import { messageId, splitPlaceholders } from './templates.ts';

const root = new URL('../../', import.meta.url);
const files = globSync('web/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
const scans = files.map((file) => ({ file, ...scanMessages(file, readFileSync(new URL(file, root), 'utf8')) }));
const sources = new Set(scans.flatMap((scan) => scan.messages.map((message) => message.source)));

describe('pt-BR', () => {
  it('is asked for sentences that can be looked up', () => {
    const problems = scans.flatMap(({ file, problems: found }) => found.map(({ line, text }) => `${file}:${line} ${text}`));
    expect(problems).toEqual([]);
    expect(sources.size).toBeGreaterThan(100);
  });

  it('has them all', () => {
    const missing = scans.flatMap(({ file, messages }) =>
      messages.filter(({ source }) => ptBr[source] === undefined).map(({ source, line }) => `${file}:${line} ${source}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no others', () => {
    expect(Object.keys(ptBr).filter((source) => !sources.has(source))).toEqual([]);
  });

  it('uses every value of the source, and none that it lacks', () => {
    for (const [source, translation] of Object.entries(ptBr)) {
      const wanted = new Set(splitPlaceholders(source).positions);
      const used = new Set(splitPlaceholders(translation).positions);
      expect(used, source).toEqual(wanted);
    }
  });

  it('has a different id for each sentence', () => {
    const ids = Object.keys(ptBr).map(messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('scanMessages', () => {
  const scan = (text: string) => scanMessages('x.ts', text);

  it('finds plain sentences and sentences with values, wherever they stand', () => {
    const { messages, problems } = scan(
      "const a = msg('It\\'s here');\nconst b = html`<p>${msg(str`${n} of ${m}`)}</p>`;\n// msg('not this')\nconst c = \"msg('nor this')\";",
    );
    expect(messages).toEqual([
      { source: "It's here", line: 1 },
      { source: '{0} of {1}', line: 2 },
    ]);
    expect(problems).toEqual([]);
  });

  it('reports what cannot be looked up', () => {
    expect(scan('msg(`${n} people`); msg(name); msg(html`<b>x</b>`);').problems).toHaveLength(3);
  });
});
