/**
 * Numbers, times and lists in the language in use. Formatters are cheap to keep and costly to make, so they are kept per
 * language. Knows no sentence.
 */
import { currentLocale } from './locale.ts';
import type { Locale } from './resolve-locale.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * The region's habits within the language in use: English speakers in Dublin see their own clock and commas.
 * @param preferred the system's languages, best first
 */
export const regionalLocale = (locale: Locale, preferred: readonly string[]): string => {
  const language = locale.split('-')[0]!;
  return preferred.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? locale;
};

const kept = new Map<string, unknown>();
const keep = <T>(name: string, make: (locale: string) => T): T => {
  const locale = regionalLocale(currentLocale(), navigator.languages);
  const key = `${locale} ${name}`;
  const found = kept.get(key) as T | undefined;
  if (found !== undefined) return found;
  const made = make(locale);
  kept.set(key, made);
  return made;
};

/** @param digits the most digits after the point */
export const formatNumber = (value: number, digits = 0): string =>
  keep(`number ${digits}`, (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits })).format(value);

/** 0.37 → `37%`. */
export const formatPercent = (share: number): string =>
  keep('percent', (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })).format(share);

/** `14:30`, or `2:30 PM` where that is the custom. @param atMs wall clock, ms since 1970 */
export const formatTime = (atMs: number): string =>
  keep('time', (locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })).format(atMs);

/** `yesterday`, `3 days ago`, `2 months ago`; both in ms since 1970. */
export const formatAgo = (atMs: number, nowMs: number): string => {
  const relative = keep('ago', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const passedMs = Math.max(0, nowMs - atMs);
  if (passedMs < HOUR_MS) return relative.format(-Math.round(passedMs / MINUTE_MS), 'minute');
  if (passedMs < DAY_MS) return relative.format(-Math.round(passedMs / HOUR_MS), 'hour');
  if (passedMs < 45 * DAY_MS) return relative.format(-Math.round(passedMs / DAY_MS), 'day');
  return relative.format(-Math.round(passedMs / (30 * DAY_MS)), 'month');
};

/** `Ana, Kofi and Mira`: without a comma before the last, in every English. */
export const formatList = (names: readonly string[]): string =>
  keep('list', (locale) => new Intl.ListFormat(locale.startsWith('en') ? 'en-GB' : locale, { type: 'conjunction' })).format(names);
