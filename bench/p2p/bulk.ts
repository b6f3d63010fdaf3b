/** Does a transfer at full speed delay a step? Round trips of the presence lane, idle and beside a full bulk lane. */
import type { NetworkEndpoint } from '../../domain/config/public-config.ts';
import { enter, meets, newPlace, type Stage } from '../../transports/testing/people.ts';
import { type Row, row } from './table.ts';

/** Sends presence frames at 12 Hz; the other page sends each back. @returns round trips in ms and the bulk rate in MB/s. */
const TRANSFER_MS = 4_000;

export const measureBulk = async (stage: Stage, runs: number, networks: readonly NetworkEndpoint[]): Promise<Row[]> => {
  const idle: number[] = [];
  const busy: number[] = [];
  const rates: number[] = [];
  for (let run = 0; run < runs; run++) {
    const [one, other] = [await stage.person(), await stage.person()];
    const place = newPlace();
    for (const person of [one, other]) await enter(person, { ...place, networks });
    await meets(one, 1);
    await other.page.evaluate(() => {
      const link = [...window.person.link().links.value.values()][0]!;
      window.person.echo((data) => void link.send('presence', data));
    });
    for (const [isBusy, times] of [
      [false, idle],
      [true, busy],
    ] as const) {
      // prettier-ignore
      const measured = await one.page.evaluate(
        async ([full, forMs]) => {
          const link = [...window.person.link().links.value.values()][0]!;
          const trips: number[] = [];
          const sentMs = new Map<number, number>();
          window.person.echo((data) => {
            const at = sentMs.get(new Uint16Array(data)[0]!);
            if (at !== undefined) trips.push(performance.now() - at);
          });
          const endMs = performance.now() + forMs;
          let bytes = 0;
          let number = 0;
          const steps = setInterval(() => {
            sentMs.set((number += 1), performance.now());
            link.send('presence', new Uint16Array([number, 0, 0, 0, 0, 0]).buffer);
          }, 1000 / 12);
          const frame = new ArrayBuffer(64 * 1024);
          while (performance.now() < endMs)
            if (!full) await new Promise((resolve) => setTimeout(resolve, 50));
            else if (link.send('bulk', frame)) bytes += frame.byteLength;
            else await link.bulkReady();
          clearInterval(steps);
          await new Promise((resolve) => setTimeout(resolve, 500));
          return { trips, rate: bytes / forMs / 1000, lost: number - trips.length };
        },
        [isBusy, TRANSFER_MS] as const,
      );
      times.push(...measured.trips);
      if (isBusy) rates.push(measured.rate);
    }
    await Promise.all([one.close(), other.close()]);
  }
  return [
    row('presence round trip, idle', idle),
    row('presence round trip, bulk at full speed', busy),
    row('bulk rate', rates, '64 kB frames', 'MB/s'),
  ];
};
