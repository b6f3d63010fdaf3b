/** Says in one sentence what is wrong with a setting, for whoever edited config.yaml. Knows valibot's issues, no schema. */
import type * as v from 'valibot';

/** Settings whose rule is a pattern, told in words; by the last name of their path. */
const IN_WORDS: Readonly<Record<string, string>> = {
  url: 'must be self, or an address that begins with ws:// or wss://',
  urls: 'must begin with stun:, stuns:, turn: or turns:',
  host: 'must be a host name or an IP address, such as localhost or 0.0.0.0',
};

const kindOf = (expected: string | null): string => {
  switch (expected) {
    case 'number':
      return 'must be a number';
    case 'boolean':
      return 'must be true or false';
    case 'string':
      return 'must be a text';
    case 'Array':
      return 'must be a list';
    case 'Object':
      return 'must be a group of settings';
    default:
      return `must be ${(expected ?? 'something else').replace(/[()]/g, '').replaceAll('"', '').replaceAll(' | ', ' or ')}`;
  }
};

const ruleOf = (issue: v.BaseIssue<unknown>, words: string | undefined): string => {
  if (issue.expected === 'never') return 'is not a setting that Patio knows';
  if (issue.received === 'undefined') return 'is missing';
  switch (issue.type) {
    case 'min_value':
      return `must be at least ${String(issue.requirement)}`;
    case 'max_value':
      return `must be at most ${String(issue.requirement)}`;
    case 'integer':
      return 'must be a whole number';
    case 'min_length':
      return `must have at least ${String(issue.requirement)}`;
    case 'max_length':
      return `must have at most ${String(issue.requirement)}`;
    default:
      return issue.type === 'array' ? kindOf('Array') : (words ?? kindOf(issue.expected));
  }
};

/** @returns such as `networks[0].kind must be relay or nostr or tracker`; no full stop */
export const explainIssue = (issue: v.BaseIssue<unknown>): string => {
  let path = '';
  let name = '';
  for (const item of issue.path ?? []) {
    if (typeof item.key === 'number') {
      path += `[${item.key}]`;
      continue;
    }
    name = String(item.key);
    path += path === '' ? name : `.${name}`;
  }
  return `${path === '' ? 'the file' : path} ${ruleOf(issue, IN_WORDS[name])}`;
};
