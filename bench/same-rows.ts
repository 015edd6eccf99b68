import { newId } from '#platform/kernel';
import type { Ground } from './ground.js';

const BATCH = 1_000;

let files = 0;

/** As `devices.*` and what hangs on a device, with their keys: no foreign key, check, trigger, other index nor trigram. Made by the owner. */
export const SAME_TABLES = `
  CREATE TABLE bench.code (code text PRIMARY KEY, device_id uuid UNIQUE);
  CREATE TABLE bench.logged (LIKE devices.device INCLUDING DEFAULTS, PRIMARY KEY (id), UNIQUE (code));
  CREATE UNIQUE INDEX ON bench.logged (lower(make), serial_key);
  CREATE TABLE bench.told (LIKE devices.device_event INCLUDING DEFAULTS INCLUDING IDENTITY, PRIMARY KEY (id));
  CREATE INDEX ON bench.told (device_id, id DESC);
  CREATE TABLE bench.seen (LIKE devices.visibility, PRIMARY KEY (organisation_id, device_id, cause_kind, cause_id));
  CREATE TABLE bench.words (device_id uuid PRIMARY KEY, words text NOT NULL);
  CREATE TABLE bench.epoch (device_id uuid, data_epoch smallint, began_at timestamptz NOT NULL, event_id bigint NOT NULL, PRIMARY KEY (device_id, data_epoch));
  CREATE TABLE bench.made (file_id uuid, line integer, thing_id uuid, PRIMARY KEY (file_id, line, thing_id));
`;

interface Batch {
  readonly ids: string[];
  readonly codes: string[];
  readonly serials: string[];
  readonly place: string;
  readonly bank: string;
  readonly file: string;
}

const WRITES: readonly { readonly text: string; readonly values: (b: Batch) => unknown[] }[] = [
  {
    text: 'INSERT INTO bench.code (device_id, code) SELECT * FROM unnest($1::uuid[], $2::text[])',
    values: (b) => [b.ids, b.codes],
  },
  {
    text: `WITH told AS (
        INSERT INTO bench.told (device_id, verb, from_state, to_state, location_to, holder_to, organisation_id, channel, cause_kind, cause_id, cause_label)
        SELECT d, 'log', 'none', 'received', 'place:' || $4::uuid, 'org:' || $5::uuid, $5, 'page', 'donation', $6::uuid, 'D-2026-0001'
        FROM unnest($1::uuid[]) x(d) RETURNING id, device_id)
      INSERT INTO bench.logged (id, code, category, make, model, serial, serial_key, condition, state, place_id, holder_org_id, donation_id, last_event_id)
      SELECT d, c, 'laptop', 'Lenovo', 'ThinkPad L480', s, s, 'works', 'received', $4, $5, $6, t.id
      FROM unnest($1::uuid[], $2::text[], $3::text[]) x(d, c, s) JOIN told t ON t.device_id = d`,
    values: (b) => [b.ids, b.codes, b.serials, b.place, b.bank, b.file],
  },
  {
    text: `INSERT INTO bench.seen (organisation_id, device_id, cause_kind, cause_id) SELECT $2::uuid, d, 'holder', $2 FROM unnest($1::uuid[]) x(d)`,
    values: (b) => [b.ids, b.bank],
  },
  {
    text: `INSERT INTO bench.words (device_id, words)
      SELECT d, lower(c || ' ' || s || ' lenovo thinkpad l480') FROM unnest($1::uuid[], $2::text[], $3::text[]) x(d, c, s)`,
    values: (b) => [b.ids, b.codes, b.serials],
  },
  {
    text: 'INSERT INTO bench.epoch (device_id, data_epoch, began_at, event_id) SELECT d, 1, clock_timestamp(), 1 FROM unnest($1::uuid[]) x(d)',
    values: (b) => [b.ids],
  },
  {
    text: 'INSERT INTO bench.made (file_id, line, thing_id) SELECT $2::uuid, n, d FROM unnest($1::uuid[]) WITH ORDINALITY x(d, n)',
    values: (b) => [b.ids, b.file],
  },
];

/**
 * Writes the rows that a donor's file leaves behind, all seven of each device, and does nothing else: what is left when every rule but the
 * keys is given up. @returns devices in a second.
 */
export async function sameRows(g: Ground, rows: number): Promise<number> {
  files += 1;
  const from = performance.now();
  const { bank } = g.fixtures.organisations;
  const client = await g.pool.connect();
  try {
    await client.query('BEGIN');
    for (let at = 0; at < rows; at += BATCH) {
      const ids = Array.from({ length: BATCH }, () => newId());
      const serials = ids.map((_, i) => `S${files}R${at + i}`);
      // Scattered as drawn ones are, and never twice.
      const codes = ids.map((_, i) => [...String(files * 1_000_000 + at + i).padStart(9, '0')].reverse().join(''));
      const batch = {
        ids,
        codes,
        serials,
        place: bank.place,
        bank: bank.id,
        file: newId(),
      };
      for (const [i, { text, values }] of WRITES.entries())
        await client.query({ name: `same ${i}`, text, values: values(batch) });
    }
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return rows / ((performance.now() - from) / 1000);
}
