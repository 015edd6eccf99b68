import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DonationsService, FilesService } from '#bank/intake';
import { type BenchFormat, deviceSheet } from './device-sheets.js';
import { fileReached, perSecond } from './file-reached.js';
import type { Ground } from './ground.js';
import type { Whole } from './rounds.js';

/** From the bytes of a donor's file to devices, with its preview, its checks against what is there, codes, history and search words. */
export async function deviceFile(g: Ground, rows: number, format: BenchFormat): Promise<Whole> {
  const db = g.app.get(DataSource);
  const { leila } = g.fixtures.people;
  const donation = await db.transaction(async (tx) => {
    const donor = { kind: 'public_body', name: 'Ville du banc d’essai' } as const;
    return g.app
      .get(DonationsService)
      .create(tx, leila, { donor, placeId: g.fixtures.organisations.bank.place, arrival: 'received' });
  });
  const ready: Buffer[] = [];
  const reading: number[] = [];
  const applying: number[] = [];
  return {
    kind: 'whole',
    name: `rows of a donor’s file${format === 'csv' ? '' : `, .${format}`}`,
    count: rows,
    // For the list that a donor of today sends; of a longer one it is only said.
    atMost: rows <= 500 ? 2 : null,
    notes: () => [
      `kept and read with its checks: ${perSecond(reading)} rows/s; made devices: ${perSecond(applying)} rows/s`,
    ],
    prepare: async () => {
      ready.push(await deviceSheet(rows, format));
    },
    work: async () => {
      const source = ready.pop() ?? (await deviceSheet(rows, format));
      const sha256 = createHash('sha256').update(source).digest('hex');
      const service = g.app.get(FilesService);
      const from = performance.now();
      const id = await db.transaction((tx) =>
        service.upload(tx, leila, donation, { filename: `parc.${format}`, size: source.length, sha256, source }),
      );
      await fileReached(g, id, 'ready');
      const read = performance.now();
      await db.transaction((tx) => service.apply(tx, leila, id, { devices: rows }));
      await fileReached(g, id, 'applied');
      reading.push(rows / ((read - from) / 1000));
      applying.push(rows / ((performance.now() - read) / 1000));
    },
  };
}
