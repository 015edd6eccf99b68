import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openSchema } from '#database';

/**
 * What machines said of themselves, document by document: attached to a device, waiting for a person, or discarded. A
 * document is known by the hash of its content, so that the same one sent again makes nothing twice.
 */
export default class Inventories1764000170000 implements MigrationInterface {
  name = 'Inventories1764000170000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'inventories');
    await q.query(`
      CREATE TABLE inventories.received (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES people.organisation,
        membership_id uuid NOT NULL REFERENCES people.membership,
        operator_number integer NOT NULL,
        channel text NOT NULL CHECK (channel IN ('agent','api','page')),
        -- Of the document after unpacking, byte for byte as it came: packing it otherwise does not make it another one.
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        source text NOT NULL CHECK (source ~ '^[a-z][a-z0-9_]*$'),
        agent text,
        partial boolean NOT NULL DEFAULT false,
        received_at timestamptz NOT NULL DEFAULT now(),
        -- 'replaced': a newer document of the same machine took over its question.
        state text NOT NULL CHECK (state IN ('attached','waiting','discarded','replaced')),
        matched_by text CHECK (matched_by IN ('number','serial','uuid','person')),
        reason text,
        -- One open question a machine: its serial and maker, else its board. Null when it tells neither.
        machine_key text,
        -- A code or an inventory number that was read in the name, the tag or the asset tag; never a host's name.
        number text,
        make text, model text, serial text, category text,
        candidates uuid[] NOT NULL DEFAULT '{}',
        device_id uuid REFERENCES devices.device,
        snapshot_id uuid REFERENCES devices.snapshot,
        -- The scrubbed inventory, for as long as nobody has decided.
        inventory jsonb,
        decided_at timestamptz,
        decided_by integer,
        decision_reason text,
        CONSTRAINT received_knows_its_device CHECK ((state = 'attached') = (device_id IS NOT NULL)),
        CONSTRAINT received_waits_with_a_reason CHECK (state <> 'waiting' OR (reason IS NOT NULL AND inventory IS NOT NULL)),
        CONSTRAINT received_decided_keeps_no_copy CHECK (state = 'waiting' OR inventory IS NULL)
      );
      CREATE UNIQUE INDEX received_once ON inventories.received (organisation_id, sha256);
      CREATE UNIQUE INDEX received_one_question ON inventories.received (organisation_id, machine_key) WHERE state = 'waiting' AND machine_key IS NOT NULL;
      CREATE INDEX received_waiting ON inventories.received (id DESC) WHERE state = 'waiting';
      CREATE INDEX received_organisation ON inventories.received (organisation_id, id DESC);
      CREATE INDEX received_device ON inventories.received (device_id) WHERE device_id IS NOT NULL;

      -- What was received stays received, and what was decided stays decided.
      CREATE FUNCTION inventories.received_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.id, NEW.organisation_id, NEW.membership_id, NEW.sha256, NEW.source, NEW.received_at)
          IS DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.membership_id, OLD.sha256, OLD.source, OLD.received_at)
          OR OLD.state <> 'waiting' THEN
          RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'inventories.already_decided';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER received_stays BEFORE UPDATE ON inventories.received FOR EACH ROW EXECUTE FUNCTION inventories.received_stays();
      REVOKE DELETE ON inventories.received FROM bn_app;

      -- Machines without a serial are recognised by their board. Some tools print a UUID's first three groups the other way
      -- round (SMBIOS stores them little-endian): one key for both spellings.
      -- One expression, so that Postgres writes it into the statement instead of calling it.
      CREATE FUNCTION devices.board_key(uuid text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT least(${HEX} COLLATE "C", ${TURNED} COLLATE "C") $$;
      -- Beside the facts, which are long.
      ALTER TABLE devices.snapshot ADD COLUMN board_key text GENERATED ALWAYS AS (devices.board_key(facts -> 'machine' ->> 'uuid')) STORED,
        ADD COLUMN board_serial text GENERATED ALWAYS AS (facts -> 'machine' ->> 'boardSerial') STORED;
      CREATE INDEX snapshot_board ON devices.snapshot (board_key) WHERE board_key IS NOT NULL;
      CREATE INDEX snapshot_document ON devices.snapshot (device_id, sha256);
      -- The form of a source's name, not a list of them: one more reader of a format needs no migration.
      ALTER TABLE devices.snapshot ADD CONSTRAINT snapshot_source CHECK (source ~ '^[a-z][a-z0-9_]*$');
      ALTER TABLE devices.snapshot ADD CONSTRAINT snapshot_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE devices.snapshot DROP CONSTRAINT snapshot_source, DROP CONSTRAINT snapshot_sha256;
      DROP INDEX devices.snapshot_document;
      ALTER TABLE devices.snapshot DROP COLUMN board_key, DROP COLUMN board_serial;
      DROP FUNCTION devices.board_key;
      DROP SCHEMA inventories CASCADE;
    `);
  }
}

const HEX = `replace(lower(uuid), '-', '')`;
const TURNED = [7, 5, 3, 1, 11, 9, 15, 13]
  .map((at) => `substr(${HEX}, ${at}, 2)`)
  .concat(`substr(${HEX}, 17)`)
  .join(' || ');
