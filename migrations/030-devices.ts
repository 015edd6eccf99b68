import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openSchema } from '#database';

/** Devices, their codes, their one history, their media: the tables. Their rules follow in the next migration. */
export default class Devices1764000030000 implements MigrationInterface {
  name = 'Devices1764000030000';

  async up(q: QueryRunner): Promise<void> {
    await q.query('CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent;');
    await openSchema(q, 'devices');
    await q.query(TABLES);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP SCHEMA devices CASCADE');
  }
}

const STATES =
  "'received','in_transit','at_workshop','in_stock','reserved','delivered','handed_over','in_maintenance','returned','recycled','dismantled','lost','given_back'";

const TABLES = `
  CREATE TABLE devices.lifecycle (
    verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
    PRIMARY KEY (verb, from_state, to_state)
  );

  CREATE TABLE devices.container (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJKMNP-Z]{7}$'),
    kind text NOT NULL CHECK (kind IN ('crate','pallet')),
    name text NOT NULL DEFAULT '',
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    place_id uuid REFERENCES people.place,
    transfer_id uuid,
    seal text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT container_in_one_place CHECK (num_nonnulls(place_id, transfer_id) = 1)
  );
  CREATE INDEX container_organisation ON devices.container (organisation_id);

  CREATE TABLE devices.device (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJKMNP-Z]{7}$'),
    category text NOT NULL CHECK (category IN ('laptop','desktop','all_in_one','tablet','smartphone','monitor','printer','other')),
    make text NOT NULL DEFAULT '',
    model text NOT NULL DEFAULT '',
    serial text,
    serial_key text,
    condition text NOT NULL DEFAULT 'unknown' CHECK (condition IN ('works','worn','faulty','unknown')),
    memory_mb integer,
    processor text,
    grade text CHECK (grade IN ('A','B','C')),
    state text NOT NULL CHECK (state IN (${STATES})),
    place_id uuid REFERENCES people.place,
    container_id uuid REFERENCES devices.container,
    transfer_id uuid,
    holder_org_id uuid REFERENCES people.organisation,
    holder_ref uuid,
    data_epoch smallint NOT NULL DEFAULT 1,
    donation_id uuid,
    donor_kind text CHECK (donor_kind IN ('public_body','company','person')),
    public_origin boolean NOT NULL DEFAULT false,
    resale_forbidden boolean NOT NULL DEFAULT false,
    price_ceiling_cents integer CHECK (price_ceiling_cents >= 0),
    last_event_id bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT device_one_holder CHECK (num_nonnulls(holder_org_id, holder_ref) = 1),
    CONSTRAINT device_one_place CHECK (num_nonnulls(place_id, container_id, transfer_id) = CASE WHEN holder_ref IS NULL THEN 1 ELSE 0 END),
    CONSTRAINT device_with_a_person CHECK ((holder_ref IS NOT NULL) = (state = 'handed_over') OR state = 'lost'),
    CONSTRAINT device_on_the_road CHECK ((transfer_id IS NOT NULL) = (state = 'in_transit') OR state = 'lost')
  ) WITH (fillfactor = 85);
  CREATE INDEX device_state ON devices.device (state, id DESC);
  CREATE INDEX device_serial ON devices.device (serial_key) WHERE serial_key IS NOT NULL;
  CREATE INDEX device_place ON devices.device (place_id) WHERE place_id IS NOT NULL;
  CREATE INDEX device_container ON devices.device (container_id) WHERE container_id IS NOT NULL;
  CREATE INDEX device_transfer ON devices.device (transfer_id) WHERE transfer_id IS NOT NULL;
  CREATE INDEX device_donation ON devices.device (donation_id) WHERE donation_id IS NOT NULL;
  CREATE INDEX device_holder_ref ON devices.device (holder_ref) WHERE holder_ref IS NOT NULL;
  -- One living device per maker's serial; a generic serial never becomes a key.
  CREATE UNIQUE INDEX device_serial_once ON devices.device (lower(make), serial_key) WHERE serial_key IS NOT NULL AND state NOT IN ('recycled','dismantled','given_back');

  CREATE TABLE devices.asset_code (
    code text PRIMARY KEY CHECK (code ~ '^[2-9A-HJKMNP-Z]{7}$'),
    organisation_id uuid REFERENCES people.organisation,
    batch uuid,
    device_id uuid UNIQUE REFERENCES devices.device,
    made_at timestamptz NOT NULL DEFAULT now(),
    printed_at timestamptz
  );
  ALTER TABLE devices.device ADD CONSTRAINT device_code_exists FOREIGN KEY (code) REFERENCES devices.asset_code DEFERRABLE INITIALLY DEFERRED;

  CREATE TABLE devices.alias (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices.device,
    issuer text NOT NULL CHECK (issuer <> ''),
    number text NOT NULL CHECK (number <> ''),
    number_key text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX alias_once ON devices.alias (lower(issuer), number_key);
  CREATE INDEX alias_number ON devices.alias (number_key);
  CREATE INDEX alias_device ON devices.alias (device_id);

  CREATE TABLE devices.device_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices.device DEFERRABLE INITIALLY DEFERRED,
    verb text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    location_from text, location_to text,
    holder_from text, holder_to text,
    occurred_at timestamptz NOT NULL DEFAULT now(),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    membership_id uuid,
    operator_number integer,
    organisation_id uuid,
    channel text NOT NULL CHECK (channel IN ('page','api','offline','import','agent','system')),
    reason text,
    cause_kind text, cause_id uuid, cause_label text,
    facts jsonb NOT NULL DEFAULT '{}',
    undoes bigint REFERENCES devices.device_event,
    origin text NOT NULL DEFAULT 'seen' CHECK (origin IN ('seen','declared')),
    txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT device_event_follows_lifecycle FOREIGN KEY (verb, from_state, to_state) REFERENCES devices.lifecycle (verb, from_state, to_state)
  );
  CREATE INDEX device_event_device ON devices.device_event (device_id, id DESC);
  ALTER TABLE devices.device ADD CONSTRAINT device_last_event FOREIGN KEY (last_event_id) REFERENCES devices.device_event DEFERRABLE INITIALLY DEFERRED;

  -- Free text apart from history, so that it can be purged while the past stays.
  CREATE TABLE devices.device_note (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices.device,
    event_id bigint NOT NULL REFERENCES devices.device_event,
    organisation_id uuid,
    note text NOT NULL CHECK (length(note) <= 500),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX device_note_device ON devices.device_note (device_id);

  -- Who else than the bank sees a device now: its holder, and whoever an open transfer, order, request or ticket names.
  CREATE TABLE devices.sight (
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    device_id uuid NOT NULL REFERENCES devices.device,
    cause_kind text NOT NULL,
    cause_id uuid NOT NULL,
    PRIMARY KEY (organisation_id, device_id, cause_kind, cause_id)
  );
  CREATE INDEX sight_cause ON devices.sight (cause_id);
  CREATE INDEX sight_device ON devices.sight (device_id);

  -- Past holders keep the history up to the end of their custody.
  CREATE TABLE devices.custody_end (
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    device_id uuid NOT NULL REFERENCES devices.device,
    last_event_id bigint NOT NULL,
    PRIMARY KEY (organisation_id, device_id)
  );

  -- Apart from the hot table: a trigram index there would stall every change of state.
  CREATE TABLE devices.device_search (
    device_id uuid PRIMARY KEY REFERENCES devices.device,
    words text NOT NULL
  );
  -- A pending list of 64 kB at most: large files load twice as fast, and a search under writes still reads only eight more pages.
  CREATE INDEX device_search_words ON devices.device_search USING gin (words gin_trgm_ops) WITH (fastupdate = on, gin_pending_list_limit = 64);

  CREATE TABLE devices.snapshot (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices.device,
    event_id bigint NOT NULL REFERENCES devices.device_event,
    source text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    sha256 text NOT NULL,
    has_storage_section boolean NOT NULL,
    facts jsonb NOT NULL,
    raw jsonb NOT NULL
  );
  CREATE INDEX snapshot_device ON devices.snapshot (device_id, received_at DESC);

  -- Every storage medium ever seen in a device. It never leaves this list; that it left the device is evidence elsewhere.
  CREATE TABLE devices.medium (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices.device,
    kind text NOT NULL CHECK (kind IN ('disk','ssd','nvme','emmc','sd')),
    serial text,
    serial_key text,
    model text NOT NULL DEFAULT '',
    size_bytes bigint,
    slot smallint NOT NULL DEFAULT 0,
    snapshot_id uuid REFERENCES devices.snapshot,
    declared_by uuid,
    first_seen_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX medium_once ON devices.medium (device_id, serial_key) WHERE serial_key IS NOT NULL;
  CREATE UNIQUE INDEX medium_unnamed_once ON devices.medium (device_id, kind, slot) WHERE serial_key IS NULL;
  CREATE INDEX medium_serial ON devices.medium (serial_key) WHERE serial_key IS NOT NULL;
`;
