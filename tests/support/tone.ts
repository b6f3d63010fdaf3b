/**
 * A microphone for one person: a WAV file with a tone of their own, its loudness swinging four times a second, because a
 * steady sine is taken for noise and removed.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RATE = 48_000;
const SECONDS = 4;

/** No tone is a multiple of another. */
export const TONES_HZ = [420, 730, 1130, 1610, 2290, 3170] as const;

/** @returns the path of a mono 16-bit file that can be looped without a click */
export const toneFile = (hz: number): string => {
  const samples = RATE * SECONDS;
  const data = Buffer.alloc(44 + samples * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + samples * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(RATE, 24);
  data.writeUInt32LE(RATE * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    const seconds = i / RATE;
    const swing = 0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * seconds);
    data.writeInt16LE(Math.round(14_000 * swing * Math.sin(2 * Math.PI * hz * seconds)), 44 + i * 2);
  }
  const file = join(mkdtempSync(join(tmpdir(), 'patio-tone-')), `${hz}.wav`);
  writeFileSync(file, data);
  return file;
};
