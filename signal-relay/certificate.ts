/**
 * A self-signed certificate, so that phones on the local network get a secure context (camera and microphone need one).
 * Browsers warn once. Written in DER by hand (RFC 5280 §4.1): P-256, one year, the machine's names and addresses.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { makeDataFolder } from './data-folder.ts';
import { addressBytes } from './net/stun-message.ts';
import type { Certificate } from './relay.ts';

const DAY_MS = 86_400_000;
/** Apple's systems refuse certificates that live longer than 398 days. */
const VALID_DAYS = 397;
const KEY_FILE = 'https-key.pem';
const CERT_FILE = 'https-cert.pem';

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const bitString = (bytes: Uint8Array): Buffer => der(0x03, Uint8Array.of(0), bytes);
const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const TRUE = Buffer.from('0101ff', 'hex');

const ECDSA_SHA256 = oid('2a8648ce3d040302');
const COMMON_NAME = oid('550403');
const BASIC_CONSTRAINTS = oid('551d13');
const KEY_USAGE = oid('551d0f');
const EXTENDED_KEY_USAGE = oid('551d25');
const SERVER_AUTH = oid('2b06010505070301');
const SUBJECT_ALT_NAME = oid('551d11');

const utcTime = (ms: number): Buffer => der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

const altName = (name: string): Buffer => {
  const bytes = isIP(name) === 0 ? null : addressBytes(name);
  return bytes === null ? der(0x82, Buffer.from(name)) : der(0x87, bytes);
};

/** @param names host names and IP addresses that the certificate is good for */
export const makeCertificate = (names: readonly string[], nowMs: number): Certificate => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('Patio on this network')))));
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE))),
    // digitalSignature and keyCertSign: a phone may install it as its own authority
    sequence(KEY_USAGE, TRUE, octets(Buffer.from('03020284', 'hex'))),
    sequence(EXTENDED_KEY_USAGE, octets(sequence(SERVER_AUTH))),
    sequence(SUBJECT_ALT_NAME, octets(sequence(...names.map(altName)))),
  );
  const body = sequence(
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, serial),
    sequence(ECDSA_SHA256),
    name,
    sequence(utcTime(nowMs - DAY_MS), utcTime(nowMs + (VALID_DAYS - 1) * DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const certificate = sequence(body, sequence(ECDSA_SHA256), bitString(sign('sha256', body, privateKey)));
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
};

const isUsable = ({ key, cert }: Certificate, names: readonly string[], nowMs: number): boolean => {
  try {
    const parsed = new X509Certificate(cert);
    const privateKey: KeyObject = createPrivateKey(key);
    const covers = names.every((name) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined);
    return covers && parsed.checkPrivateKey(privateKey) && Date.parse(parsed.validTo) > nowMs + 7 * DAY_MS;
  } catch {
    return false;
  }
};

/** The kept certificate while it covers all names and is not about to end: a phone that trusted it goes on trusting it. */
export const loadCertificate = async (folder: string, names: readonly string[], nowMs: number): Promise<Certificate> => {
  const [keyFile, certFile] = [join(folder, KEY_FILE), join(folder, CERT_FILE)];
  const kept = await Promise.all([readFile(keyFile, 'utf8'), readFile(certFile, 'utf8')]).catch(() => null);
  if (kept !== null && isUsable({ key: kept[0], cert: kept[1] }, names, nowMs)) return { key: kept[0], cert: kept[1] };
  const made = makeCertificate(names, nowMs);
  await makeDataFolder(folder);
  await writeFile(keyFile, made.key, { mode: 0o600 });
  await chmod(keyFile, 0o600);
  await writeFile(certFile, made.cert);
  return made;
};
