import { expect, it } from 'vitest';
import { hostOf, toggled } from './networks.ts';

it('names a network by its host', () => {
  expect(hostOf('wss://relay.example/path')).toBe('relay.example');
  expect(hostOf('ws://127.0.0.1:8080')).toBe('127.0.0.1:8080');
  expect(hostOf('self', 'patio.example')).toBe('patio.example');
  expect(hostOf('self', '')).toBe('self');
});

it('switches over and back', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});
