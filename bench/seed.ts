import type { Client } from 'pg';
import { newAssetCode } from '#bank/devices';

/** Who and where the bench's devices are. */
export interface Seeded {
  readonly bank: string;
  readonly places: readonly string[];
}

/**
 * Fills the database with devices of five events each, as five years of a bank would leave them. Written by the owner past
 * the triggers: what is measured is reading and changing them, not this.
 */
export async function seed(owner: Client, bank: string, places: readonly string[], devices: number): Promise<Seeded> {
  await owner.query('SET session_replication_role = replica');
  await drawCodes(owner, devices);
  await owner.query(DEVICES, [devices, bank, places[0]]);
  await owner.query('INSERT INTO devices.asset_code (code, device_id) SELECT code, id FROM devices.device');
  await owner.query(STRUCTURES);
  await owner.query(EVENTS);
  await owner.query(
    'UPDATE devices.device d SET last_event_id = e.id FROM (SELECT device_id, max(id) AS id FROM devices.device_event GROUP BY 1) e WHERE e.device_id = d.id',
  );
  await owner.query(
    `INSERT INTO devices.visibility (organisation_id, device_id, cause_kind, cause_id) SELECT holder_org_id, id, 'holder', holder_org_id FROM devices.device`,
  );
  await owner.query(
    `INSERT INTO devices.device_search (device_id, words) SELECT id, lower(concat_ws(' ', code, serial, make, model)) FROM devices.device`,
  );
  await owner.query(BARE);
  await owner.query('SET session_replication_role = origin');
  await owner.query(
    'VACUUM ANALYZE devices.device, devices.device_event, devices.device_search, devices.visibility, devices.asset_code, bench.device, bench.event',
  );
  return { bank, places };
}

const CODES_AT_ONCE = 50_000;

/** Real codes, with their check symbol: the API refuses any other. */
async function drawCodes(owner: Client, devices: number): Promise<void> {
  const codes = new Set<string>();
  while (codes.size < devices) codes.add(newAssetCode());
  const all = [...codes];
  await owner.query('CREATE TEMP TABLE drawn_code (n int PRIMARY KEY, code text)');
  for (let from = 0; from < devices; from += CODES_AT_ONCE) {
    await owner.query('INSERT INTO drawn_code SELECT $2 + n, code FROM unnest($1::text[]) WITH ORDINALITY x(code, n)', [
      all.slice(from, from + CODES_AT_ONCE),
      from,
    ]);
  }
}

// The time of a device's birth is in its id (uuid v7), so that ids and lists are in the order of a real bank's.
const DEVICES = `
  INSERT INTO devices.device (id, code, category, make, model, serial, serial_key, condition, state, place_id, holder_org_id, last_event_id, created_at, state_since, grade, memory_mb)
  SELECT (lpad(to_hex((1700000000000 + i::bigint * 60000)), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
    c.code,
    (ARRAY['laptop','desktop','tablet','smartphone','monitor'])[1 + i % 5],
    (ARRAY['Lenovo','Dell','HP','Apple','Samsung','Acer'])[1 + i % 6],
    (ARRAY['ThinkPad L480','Latitude 5490','EliteBook 840','iPad 9','Galaxy A52','Veriton X'])[1 + i % 6],
    'SN' || upper(substr(md5('serial' || i), 1, 10)), 'SN' || upper(substr(md5('serial' || i), 1, 10)), 'works',
    (ARRAY['received','at_workshop','in_stock','delivered','returned','received','at_workshop'])[1 + i % 7],
    $3::uuid, $2::uuid, 0, to_timestamp(1700000000 + i * 60), to_timestamp(1700000000 + i * 60 + (i % 5) * 86400), (ARRAY['A','B','C'])[1 + i % 3], 8192
  FROM generate_series(1, $1::int) i JOIN drawn_code c ON c.n = i`;

const EVENTS = `
  INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, organisation_id, channel, occurred_at)
  WITH structure AS (SELECT array_agg(id ORDER BY id) AS ids FROM people.organisation WHERE kind = 'structure')
  SELECT d.id, CASE WHEN n = 1 THEN 'log' WHEN n = 5 AND d.state = 'delivered' THEN 'hand_over' ELSE 'move' END,
    CASE WHEN n = 1 THEN 'none' ELSE d.state END, CASE WHEN n = 1 THEN 'received' ELSE d.state END,
    'place:' || d.place_id, 'place:' || d.place_id, 'org:' || d.holder_org_id, 'org:' || d.holder_org_id,
    CASE WHEN n = 5 AND d.state = 'delivered' THEN s.ids[1 + abs(hashtext(d.code)) % cardinality(s.ids)] ELSE d.holder_org_id END,
    'page', d.created_at + n * interval '1 hour'
  FROM devices.device d CROSS JOIN generate_series(1, 5) n CROSS JOIN structure s ORDER BY d.id, n`;

/** So many structures as a département has, each in one of its communes. */
const STRUCTURES = `
  INSERT INTO people.organisation (id, kind, name, commune, commune_code, structure_type)
  SELECT gen_random_uuid(), 'structure', 'Structure ' || i, c.name || ' (' || c.departement || ')', c.code, (ARRAY['ccas', 'association', 'france_services'])[1 + i % 3]
  FROM generate_series(1, 200) i JOIN (SELECT *, row_number() OVER (ORDER BY code) AS n FROM territory.commune WHERE departement = '92') c ON c.n = 1 + i % 36`;

/** The same facts without one of our rules: what the barest program would write to. */
const BARE = `
  DROP SCHEMA IF EXISTS bench CASCADE;
  CREATE SCHEMA bench;
  CREATE TABLE bench.device WITH (fillfactor = 85) AS SELECT * FROM devices.device;
  ALTER TABLE bench.device ADD PRIMARY KEY (id);
  CREATE INDEX ON bench.device (state, id DESC);
  CREATE TABLE bench.event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, device_id uuid NOT NULL, verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
    place_from uuid, place_to uuid, at timestamptz NOT NULL DEFAULT now());
  INSERT INTO bench.event (device_id, verb, from_state, to_state, place_from, place_to) SELECT device_id, verb, from_state, to_state, NULL, NULL FROM devices.device_event;
  CREATE INDEX ON bench.event (device_id, id DESC);
  GRANT USAGE ON SCHEMA bench TO bn_app;
  GRANT ALL ON ALL TABLES IN SCHEMA bench TO bn_app;
`;
