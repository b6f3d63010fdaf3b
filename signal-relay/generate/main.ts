/**
 * One shot before the containers start: `node signal-relay/generate/main.ts [--config F] [--out D] [--certificates D]`.
 * Makes the secrets that config.yaml names and that are missing, and the configurations of coturn and LiveKit.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ConfigFile } from '../../domain/config/config-file.ts';
import { readConfigText } from '../config-text.ts';
import { Complaint } from '../complaint.ts';
import { generate } from './generate.ts';
import { ownAddress } from './own-address.ts';
import { type Published, publishedProblem } from './published.ts';

const OPTIONS = { config: { type: 'string' }, out: { type: 'string' }, certificates: { type: 'string' } } as const;

const flags = () => {
  try {
    return parseArgs({ options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new Complaint(`${(error as Error).message.split(/\.\s|\n/)[0]}.`);
  }
};

const read = async (file: string): Promise<ConfigFile> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Complaint(`${basename(file)}: cannot be read (${error.code ?? 'unknown error'}).`);
  });
  const result = readConfigText(text);
  if (!result.ok) throw new Complaint(`${basename(file)}${result.line === null ? '' : `, line ${result.line}`}: ${result.problem}.`);
  return result.config;
};

const published = (env: NodeJS.ProcessEnv): Published => ({
  profiles: env['COMPOSE_PROFILES'],
  turnPort: env['PATIO_TURN_PORT'],
  sfuUdpPort: env['PATIO_SFU_UDP_PORT'],
  sfuTcpPort: env['PATIO_SFU_TCP_PORT'],
});

const run = async (): Promise<void> => {
  const root = join(import.meta.dirname, '..', '..');
  const given = flags();
  const file = resolve(given.config ?? join(root, 'config.yaml'));
  const config = await read(file);
  const problem = publishedProblem(config, published(process.env));
  if (problem !== null) throw new Complaint(`${problem}.`);
  const lines = await generate({
    config,
    base: dirname(file),
    out: resolve(given.out ?? join(root, '.data', 'generated')),
    certificates: resolve(given.certificates ?? join(root, '.data', 'certificates')),
    address: await ownAddress(config.publicAddress),
  });
  process.stdout.write(`${lines.join('\n')}\n`);
};

run().catch((error: unknown) => {
  if (!(error instanceof Complaint)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
