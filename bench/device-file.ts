import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DonationsService, FilesService } from '#bank/intake';
import { newId } from '#platform/kernel';
import { type BenchFormat, deviceSheet } from './device-sheets.js';
import { fileReached, perSecond } from './file-reached.js';
import type { Ground } from './ground.js';
import type { Measurable } from './rounds.js';
import { sameRows } from './same-rows.js';

const BATCH = 1_000;

let files = 0;

/** The barest import: rows by `unnest`, a thousand at a time, with their events, in one transaction. */
export async function bareImport(g: Ground, rows: number): Promise<number> {
  files += 1;
  const client = await g.pool.connect();
  try {
    await client.query('BEGIN');
    for (let from = 0; from < rows; from += BATCH) {
      const ids = Array.from({ length: BATCH }, () => newId());
      const serials = ids.map((_, i) => `B${files}R${from + i}`);
      await client.query({
        name: 'unnest',
        text: `WITH d AS (INSERT INTO bench.device (id, code, category, make, model, serial, serial_key, condition, state, place_id, holder_org_id, data_epoch, public_origin, resale_forbidden, last_event_id, created_at, changed_at)
          SELECT id, left(s, 7), 'laptop', 'Lenovo', 'ThinkPad L480', s, s, 'works', 'received', $3, $4, 1, false, false, 0, now(), now() FROM unnest($1::uuid[], $2::text[]) x(id, s) RETURNING id)
          INSERT INTO bench.event (device_id, verb, from_state, to_state) SELECT id, 'log', 'none', 'received' FROM d`,
        values: [ids, serials, g.fixtures.organisations.bank.place, g.fixtures.organisations.bank.id],
      });
    }
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return rows;
}

/** From the bytes of a donor's file to devices, with its preview, its checks against what is there, codes, history and search words. */
export async function deviceFile(g: Ground, rows: number, format: BenchFormat): Promise<Measurable> {
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
  const same: number[] = [];
  return {
    name: `device file of ${rows / 1000}k rows${format === 'csv' ? '' : `, .${format}`}`,
    unit: 'rows/s',
    target: format === 'csv' ? 0.3 : 0.2,
    clients: 1,
    notes: () => [
      `kept and read with its checks: ${perSecond(reading)} rows/s; made devices: ${perSecond(applying)} rows/s`,
      `the same seven rows a device written with their keys and nothing else: ${perSecond(same)} rows/s`,
    ],
    prepare: async () => {
      same.push(await sameRows(g, rows));
      ready.push(await deviceSheet(rows, format));
    },
    limit: () => bareImport(g, rows),
    ours: async () => {
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
      return rows;
    },
  };
}
