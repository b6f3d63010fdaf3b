/** Says in one sentence what is wrong with a setting, for whoever edited config.yaml. Knows valibot's issues, no schema. */
import type * as v from 'valibot';

/** Settings whose rule is a pattern, told in words; by their path, or by its last name. */
const IN_WORDS: Readonly<Record<string, string>> = {
  url: 'must be self, or an address that begins with ws:// or wss://',
  urls: 'must begin with stun:, stuns:, turn: or turns:',
  'turn.urls': 'must be an address such as turn:self:3478?transport=udp or turns:turn.example.org:443',
  'sfu.url': 'must be an address that begins with ws:// or wss://, or self:PORT',
  relayPorts: 'must be a range of ports, such as 49160-49259',
  places: "must be a place's key for relays, 43 letters long",
  secret: 'must be without spaces',
  apiSecret: 'must be without spaces',
  apiKey: 'must be without spaces',
  publicAddress: 'must be an IP address or a host name, such as 203.0.113.7 or talk.example.org',
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

const unitOf = (issue: v.BaseIssue<unknown>): string => (typeof issue.input === 'string' ? ' letters' : '');

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
      return `must have at least ${String(issue.requirement)}${unitOf(issue)}`;
    case 'max_length':
      return `must have at most ${String(issue.requirement)}${unitOf(issue)}`;
    default:
      return issue.type === 'array' ? kindOf('Array') : (words ?? kindOf(issue.expected));
  }
};

/** @returns where the mistake is, such as `['networks', 0, 'kind']` */
export const pathOfIssue = (issue: v.BaseIssue<unknown>): (string | number)[] =>
  (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));

/** @returns such as `networks[0].kind must be relay or nostr or tracker`; no full stop */
export const explainIssue = (issue: v.BaseIssue<unknown>): string => {
  const path = pathOfIssue(issue);
  const names = path.filter((key) => typeof key === 'string');
  const words = IN_WORDS[names.join('.')] ?? IN_WORDS[names.at(-1) ?? ''];
  const told = path.reduce<string>((all, key) => (typeof key === 'number' ? `${all}[${key}]` : all === '' ? key : `${all}.${key}`), '');
  return `${told === '' ? 'the file' : told} ${ruleOf(issue, words)}`;
};
