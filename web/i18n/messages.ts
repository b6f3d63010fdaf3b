/**
 * Finds every `msg(…)` in TypeScript source, by its syntax tree: for the test that keeps translations complete. Not part
 * of the app.
 */
import { parseSync } from 'vite';

export type FoundMessage = { readonly source: string; readonly line: number };
export type MessageScan = {
  readonly messages: readonly FoundMessage[];
  /** Calls that cannot be translated: values without `str`, computed sentences, `html`. */
  readonly problems: readonly { readonly line: number; readonly text: string }[];
};

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

const walk = (value: unknown, visit: (node: Node) => void): void => {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (!isNode(value)) return;
  visit(value);
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) walk(child, visit);
};

/** The fixed parts of a template, joined by `{0}`, `{1}` …, as translators see them. */
const templateText = (template: Node): string =>
  (template['quasis'] as readonly Node[])
    .map((part, index) => (index === 0 ? '' : `{${index - 1}}`) + (part['value'] as { cooked: string }).cooked)
    .join('');

/** @returns the sentence of an argument of `msg`, or null when it is of a kind that cannot be looked up */
const sentenceOf = (argument: Node | undefined): string | null => {
  if (argument?.type === 'Literal' && typeof argument['value'] === 'string') return argument['value'];
  if (argument?.type === 'TemplateLiteral' && (argument['expressions'] as readonly unknown[]).length === 0) return templateText(argument);
  if (argument?.type !== 'TaggedTemplateExpression') return null;
  const tag = argument['tag'];
  return isNode(tag) && tag['name'] === 'str' ? templateText(argument['quasi'] as Node) : null;
};

/** @throws Error when the file is no TypeScript */
export const scanMessages = (file: string, text: string): MessageScan => {
  const parsed = parseSync(file, text, { lang: 'ts', sourceType: 'module' });
  if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]?.message ?? 'not parsed'}`);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const messages: FoundMessage[] = [];
  const problems: { line: number; text: string }[] = [];
  walk(parsed.program, (node) => {
    const callee = node['callee'];
    if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'Identifier' || callee['name'] !== 'msg') return;
    const argument = (node['arguments'] as readonly Node[])[0];
    const source = sentenceOf(argument);
    const line = lineOf(node.start);
    if (source === null) problems.push({ line, text: text.slice(node.start, node.start + 80) });
    else messages.push({ source, line });
  });
  return { messages, problems };
};
