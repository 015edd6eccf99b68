import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Logs that another tool left behind: kept as declared, attached by the old number, and evidence only when a person signs
 * that nothing happened to the device since (docs/adr/0019).
 */
export default class OldLogs1764000192000 implements MigrationInterface {
  name = 'OldLogs1764000192000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(
      `ALTER TABLE refurbishment.erasure_log ADD COLUMN origin text NOT NULL DEFAULT 'seen' CHECK (origin IN ('seen','declared'))`,
    );
    await q.query(EVIDENCE);
    await q.query(TABLES);
    await q.query('REVOKE DELETE ON takeover.log_batch, takeover.old_log FROM bn_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE takeover.old_log, takeover.log_batch');
  }
}

const EVIDENCE = `
  -- Whether an inventory of after an event names this very medium.
  CREATE FUNCTION refurbishment.seen_since(medium devices.medium, event bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (
      SELECT 1 FROM devices.snapshot s CROSS JOIN LATERAL jsonb_path_query(s.facts, '$.media[*]') seen
      WHERE s.device_id = (medium).device_id AND s.event_id > event AND s.has_storage_section
        AND upper(regexp_replace(seen ->> 'serial', '\\s', '', 'g')) = (medium).serial_key) $$;

  CREATE OR REPLACE FUNCTION refurbishment.evidence_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  DECLARE m devices.medium; r refurbishment.drive_result; l refurbishment.erasure_log; epoch_began timestamptz; kind_of_device text; begun devices.device_event;
  BEGIN
    PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
    NEW.signed_at := clock_timestamp();
    SELECT * INTO m FROM devices.medium WHERE id = NEW.medium_id;
    IF m.device_id IS DISTINCT FROM NEW.device_id THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.medium_elsewhere';
    END IF;
    IF NEW.kind = 'factory_reset' THEN
      SELECT category INTO kind_of_device FROM devices.device WHERE id = NEW.device_id;
      IF kind_of_device NOT IN ('smartphone','tablet') THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.reset_only_phones';
      END IF;
    END IF;
    IF NEW.kind <> 'log' THEN RETURN NEW; END IF;

    SELECT * INTO r FROM refurbishment.drive_result WHERE id = NEW.drive_result_id;
    SELECT * INTO l FROM refurbishment.erasure_log WHERE id = r.log_id;
    SELECT began_at INTO epoch_began FROM refurbishment.epoch_start WHERE device_id = NEW.device_id AND data_epoch = NEW.data_epoch;
    IF r.status IS DISTINCT FROM 'passed' THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.result_not_passed';
    END IF;
    IF l.origin = 'declared' THEN
      -- The server did not see this log come in its time, so its receipt tells nothing: a person signs that nothing happened
      -- since, of a device that was declared to be here and had no other holder since, and whose disk was seen again.
      IF NOT NEW.decided THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.person_must_decide';
      END IF;
      SELECT v.* INTO begun FROM refurbishment.epoch_start s JOIN devices.device_event v ON v.id = s.event_id
        WHERE s.device_id = NEW.device_id AND s.data_epoch = NEW.data_epoch;
      IF begun.verb IS DISTINCT FROM 'declare' OR begun.to_state IS DISTINCT FROM 'to_be_proven' THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_too_old';
      END IF;
      IF r.serial_key IS NULL OR NOT refurbishment.seen_since(m, begun.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.disk_not_seen';
      END IF;
    ELSIF l.received_at < epoch_began THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_too_old';
    END IF;
    IF r.serial_key IS NOT NULL AND m.serial_key IS NOT NULL THEN
      IF r.serial_key <> m.serial_key THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_other_disk', DETAIL = json_build_object('serials', json_build_array(r.serial))::text;
      END IF;
    ELSIF NOT NEW.decided THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.person_must_decide';
    END IF;
    RETURN NEW;
  END $$;
`;

const TABLES = `
  CREATE TABLE takeover.log_batch (
    id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('reading','read')),
    files integer NOT NULL CHECK (files > 0),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0
  );
  CREATE INDEX log_batch_due ON takeover.log_batch (due_at) WHERE state = 'reading';

  -- One file of a folder. Its bytes wait here until it is read; then a log is kept by its room, and what is none is let go.
  CREATE TABLE takeover.old_log (
    id uuid PRIMARY KEY,
    batch_id uuid NOT NULL REFERENCES takeover.log_batch,
    position integer NOT NULL,
    path text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size integer NOT NULL,
    bytes bytea,
    kind text CHECK (kind IN ('nwipe','smartctl')),
    -- The old number as the path says it.
    number text,
    outcome text CHECK (outcome IN ('attached','number_unknown','ambiguous','other_machine','unreadable','again')),
    device_id uuid REFERENCES devices.device,
    erasure_log_id uuid REFERENCES refurbishment.erasure_log,
    blob_id uuid REFERENCES documents.blob,
    facts jsonb NOT NULL DEFAULT '{}',
    UNIQUE (batch_id, position),
    CONSTRAINT old_log_read_or_waiting CHECK ((outcome IS NULL) = (bytes IS NOT NULL)),
    CONSTRAINT old_log_attached_to_one CHECK (outcome IS DISTINCT FROM 'attached' OR device_id IS NOT NULL)
  );
  CREATE INDEX old_log_device ON takeover.old_log (device_id) WHERE device_id IS NOT NULL;
  CREATE INDEX old_log_sha256 ON takeover.old_log (sha256);
  CREATE INDEX old_log_erasure_log ON takeover.old_log (erasure_log_id) WHERE erasure_log_id IS NOT NULL;
`;
