import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, openSchema } from '#database';

/** Work orders and evidence: what was erased, tested and graded, by whom. The gate follows in the next migration. */
export default class Refurbishment1764000060000 implements MigrationInterface {
  name = 'Refurbishment1764000060000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'refurbishment');
    await q.query(EPOCHS);
    await q.query(TABLES);
    for (const table of HISTORY) await appendOnly(q, `refurbishment.${table}`);
    await q.query(`
      REVOKE INSERT, UPDATE, DELETE ON refurbishment.epoch_start, refurbishment.result_use FROM bn_app;
      REVOKE DELETE ON refurbishment.work_order FROM bn_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER epoch_begins ON devices.device;
      DROP TRIGGER epoch_begins_again ON devices.device;
      DROP SCHEMA refurbishment CASCADE;
    `);
  }
}

const HISTORY = [
  'work_step',
  'erasure_log',
  'drive_result',
  'evidence',
  'media_statement',
  'test_sheet',
  'grading',
  'withdrawal',
];

const EPOCHS = `
  -- When each epoch of data began, by the server's clock and the history row: what came before proves nothing now.
  -- Written only by the trigger below, as the owner: the application can neither add to it nor move it.
  CREATE TABLE refurbishment.epoch_start (
    device_id uuid NOT NULL REFERENCES devices.device,
    data_epoch smallint NOT NULL,
    began_at timestamptz NOT NULL,
    event_id bigint NOT NULL,
    PRIMARY KEY (device_id, data_epoch)
  );
  CREATE FUNCTION refurbishment.epoch_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    INSERT INTO refurbishment.epoch_start (device_id, data_epoch, began_at, event_id)
    VALUES (NEW.id, NEW.data_epoch, clock_timestamp(), NEW.last_event_id);
    RETURN NULL;
  END $$;
  INSERT INTO refurbishment.epoch_start SELECT id, data_epoch, created_at, 0 FROM devices.device;
  CREATE TRIGGER epoch_begins AFTER INSERT ON devices.device FOR EACH ROW EXECUTE FUNCTION refurbishment.epoch_begins();
  CREATE TRIGGER epoch_begins_again AFTER UPDATE ON devices.device FOR EACH ROW WHEN (NEW.data_epoch <> OLD.data_epoch)
    EXECUTE FUNCTION refurbishment.epoch_begins();
`;

const TABLES = `
  CREATE TABLE refurbishment.work_order (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices.device,
    data_epoch smallint NOT NULL,
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    opened_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    help_code text CHECK (help_code IN ('cannot_erase','fault_unclear','part_missing','locked','other')),
    help_at timestamptz,
    help_operator integer,
    CONSTRAINT help_whole CHECK (num_nulls(help_code, help_at) IN (0, 2)),
    UNIQUE (device_id, data_epoch, organisation_id)
  );
  CREATE INDEX work_order_help ON refurbishment.work_order (organisation_id) WHERE help_code IS NOT NULL;

  -- A log as it came: its bytes are kept, and the server says when.
  CREATE TABLE refurbishment.erasure_log (
    id uuid PRIMARY KEY,
    blob_id uuid NOT NULL UNIQUE REFERENCES documents.blob,
    sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    filename text NOT NULL DEFAULT '',
    tool text NOT NULL,
    version text,
    machine_serial text,
    received_at timestamptz NOT NULL DEFAULT now(),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    organisation_id uuid NOT NULL REFERENCES people.organisation
  );
  CREATE INDEX erasure_log_organisation ON refurbishment.erasure_log (organisation_id, id DESC);

  -- The unit of evidence: what one log says of one drive. The fingerprint is the run, not the file: one result retyped
  -- into another file is still the same result.
  CREATE TABLE refurbishment.drive_result (
    id uuid PRIMARY KEY,
    log_id uuid NOT NULL REFERENCES refurbishment.erasure_log,
    position smallint NOT NULL,
    path text NOT NULL,
    model text,
    serial text,
    serial_key text,
    size_bytes bigint,
    status text NOT NULL CHECK (status IN ('passed','failed','to_judge')),
    reasons text[] NOT NULL DEFAULT '{}',
    method text,
    method_class text NOT NULL CHECK (method_class IN ('clear','purge')),
    verification text NOT NULL CHECK (verification IN ('none','last','all')),
    rounds smallint NOT NULL DEFAULT 0,
    ended_at_log text,
    fingerprint text NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    UNIQUE (log_id, position),
    CONSTRAINT passed_without_but CHECK (status <> 'passed' OR cardinality(reasons) = 0)
  );
  CREATE INDEX drive_result_serial ON refurbishment.drive_result (serial_key) WHERE serial_key IS NOT NULL;

  CREATE TABLE refurbishment.evidence (
    id uuid PRIMARY KEY,
    medium_id uuid NOT NULL REFERENCES devices.medium,
    device_id uuid NOT NULL REFERENCES devices.device,
    data_epoch smallint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('log','destroyed','removed','factory_reset')),
    drive_result_id uuid REFERENCES refurbishment.drive_result,
    -- A person tied a result without a serial to this medium, and said why.
    decided boolean NOT NULL DEFAULT false,
    stated_text text,
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    signed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT log_is_a_result CHECK ((kind = 'log') = (drive_result_id IS NOT NULL)),
    CONSTRAINT statement_is_stated CHECK ((kind = 'log' AND NOT decided) OR coalesce(length(stated_text), 0) >= 20),
    CONSTRAINT only_results_are_decided CHECK (NOT decided OR kind = 'log')
  );
  CREATE INDEX evidence_device ON refurbishment.evidence (device_id, data_epoch);
  CREATE INDEX evidence_medium ON refurbishment.evidence (medium_id);
  CREATE INDEX evidence_result ON refurbishment.evidence (drive_result_id) WHERE drive_result_id IS NOT NULL;

  -- One result serves one medium: a row while its evidence stands, kept by triggers as the owner.
  CREATE TABLE refurbishment.result_use (
    fingerprint text PRIMARY KEY,
    evidence_id uuid NOT NULL UNIQUE REFERENCES refurbishment.evidence
  );

  CREATE TABLE refurbishment.media_statement (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices.device,
    data_epoch smallint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('no_medium','complete_list')),
    stated_text text NOT NULL CHECK (length(stated_text) >= 20),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    signed_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX media_statement_device ON refurbishment.media_statement (device_id, data_epoch);

  -- The nine points of version 1 and whom each is asked of: libs/refurbishment/test-points.ts, compared by a test.
  CREATE FUNCTION refurbishment.verdict_of(version smallint, category text, answers jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN version = 1 AND (
      SELECT bool_and(CASE WHEN category = ANY (string_to_array(needed_by, ' '))
        THEN answers ->> point = 'ok' ELSE answers ->> point IN ('ok','na') END IS TRUE)
      FROM (VALUES
        ('screen', 'laptop all_in_one tablet smartphone monitor'),
        ('keyboard', 'laptop'),
        ('sound', 'laptop all_in_one tablet smartphone'),
        ('camera', ''),
        ('network', 'laptop desktop all_in_one tablet smartphone'),
        ('ports', 'laptop desktop all_in_one tablet smartphone monitor printer'),
        ('battery', 'laptop tablet smartphone'),
        ('system', 'laptop desktop all_in_one tablet smartphone'),
        ('charger', 'laptop desktop all_in_one tablet smartphone monitor printer')
      ) AS points(point, needed_by)
    ) THEN 'passed' ELSE 'failed' END $$;

  CREATE TABLE refurbishment.test_sheet (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    device_id uuid NOT NULL REFERENCES devices.device,
    data_epoch smallint NOT NULL,
    template_version smallint NOT NULL,
    -- Of the device when it was tested: what is asked depends on it.
    category text NOT NULL,
    answers jsonb NOT NULL,
    system text,
    verdict text NOT NULL CHECK (verdict IN ('passed','failed')),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    signed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT verdict_is_computed CHECK (verdict = refurbishment.verdict_of(template_version, category, answers)),
    CONSTRAINT system_is_named CHECK (answers ->> 'system' IS DISTINCT FROM 'ok' OR coalesce(length(system), 0) > 1)
  );
  CREATE INDEX test_sheet_device ON refurbishment.test_sheet (device_id, data_epoch, seq DESC);

  CREATE TABLE refurbishment.grading (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    device_id uuid NOT NULL REFERENCES devices.device,
    data_epoch smallint NOT NULL,
    grade text NOT NULL CHECK (grade IN ('A','B','C')),
    criteria text NOT NULL CHECK (criteria <> ''),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    signed_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX grading_device ON refurbishment.grading (device_id, data_epoch, seq DESC);

  -- Evidence is never changed; the person who gave it may withdraw it, once, and that is written too.
  CREATE TABLE refurbishment.withdrawal (
    id uuid PRIMARY KEY,
    evidence_id uuid UNIQUE REFERENCES refurbishment.evidence,
    media_statement_id uuid UNIQUE REFERENCES refurbishment.media_statement,
    test_sheet_id uuid UNIQUE REFERENCES refurbishment.test_sheet,
    grading_id uuid UNIQUE REFERENCES refurbishment.grading,
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    withdrawn_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT withdrawal_of_one CHECK (num_nonnulls(evidence_id, media_statement_id, test_sheet_id, grading_id) = 1)
  );

  CREATE TABLE refurbishment.work_step (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    work_order_id uuid NOT NULL REFERENCES refurbishment.work_order,
    kind text NOT NULL CHECK (kind IN ('media','erase','test','repair','grade','stock','help','helped','undo')),
    -- What the step made: evidence, statement, sheet or grading; of an undo, the step undone.
    subject_id uuid,
    event_id bigint REFERENCES devices.device_event,
    membership_id uuid REFERENCES people.membership,
    operator_number integer,
    facts jsonb NOT NULL DEFAULT '{}',
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX work_step_order ON refurbishment.work_step (work_order_id, seq DESC);
`;
