import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A lock found on a device: it waits for its donor. While it is open the gate stays closed; after a dated delay a person decides
 * between parts, waste and giving it back.
 */
export default class Locks1764000122000 implements MigrationInterface {
  name = 'Locks1764000122000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(TABLES);
    await q.query(GATE);
    for (const verb of ['find_lock', 'release_lock'])
      for (const state of HERE)
        await q.query('INSERT INTO devices.lifecycle (verb, from_state, to_state) VALUES ($1, $2, $2)', [verb, state]);
    await q.query(`
      REVOKE DELETE, UPDATE ON intake.device_lock FROM bn_app;
      GRANT UPDATE (released_at, release_check, released_by, release_operator, release_organisation_id) ON intake.device_lock TO bn_app;
      REVOKE DELETE, UPDATE ON intake.lock_notice, intake.lock_notice_line FROM bn_app;
      REVOKE INSERT, UPDATE, DELETE ON intake.delay FROM bn_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DELETE FROM devices.lifecycle WHERE verb IN ('find_lock','release_lock')`);
    await q.query(`
      ${gateFailures('')}
      DROP FUNCTION refurbishment.locks_of;
      DROP TABLE intake.lock_notice_line, intake.lock_notice, intake.device_lock, intake.delay;
      DROP FUNCTION intake.lock_fits;
    `);
  }
}

const HERE = [
  'to_be_proven',
  'received',
  'at_workshop',
  'in_stock',
  'reserved',
  'delivered',
  'in_maintenance',
  'returned',
];

const TABLES = `
  -- How long somebody is waited for.
  CREATE TABLE intake.delay (
    subject text NOT NULL CHECK (subject IN ('lock_reminder','lock_deadline')),
    valid_from date NOT NULL,
    days integer NOT NULL CHECK (days BETWEEN 1 AND 1000),
    source text NOT NULL CHECK (source <> ''),
    PRIMARY KEY (subject, valid_from)
  );
  INSERT INTO intake.delay VALUES
    ('lock_reminder', '2020-01-01', 15, 'Choix de la banque'),
    ('lock_deadline', '2020-01-01', 60, 'Choix de la banque');

  CREATE TABLE intake.device_lock (
    id uuid PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices.device,
    kind text NOT NULL CHECK (kind IN ('bios_password','mdm','apple_account','google_account','samsung_account','absolute','disk_encryption')),
    found_at timestamptz NOT NULL DEFAULT now(),
    membership_id uuid REFERENCES people.membership,
    operator_number integer,
    organisation_id uuid REFERENCES people.organisation,
    channel text NOT NULL,
    released_at timestamptz,
    release_check text CHECK (release_check IN ('seen_open','reinstalled','said_by_mistake')),
    released_by uuid REFERENCES people.membership,
    release_operator integer,
    release_organisation_id uuid REFERENCES people.organisation,
    -- A lock goes when somebody says how they made sure, and under which number.
    CONSTRAINT device_lock_released_how CHECK (num_nonnulls(released_at, release_check, released_by, release_operator, release_organisation_id) IN (0, 5))
  );
  CREATE UNIQUE INDEX device_lock_open ON intake.device_lock (device_id, kind) WHERE released_at IS NULL;
  CREATE INDEX device_lock_device ON intake.device_lock (device_id, found_at);
  CREATE INDEX device_lock_waiting ON intake.device_lock (found_at) WHERE released_at IS NULL;

  CREATE FUNCTION intake.lock_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  DECLARE holder uuid;
  BEGIN
    -- The device first, as everywhere: nobody puts it in stock while a lock is being written.
    SELECT holder_org_id INTO holder FROM devices.device WHERE id = NEW.device_id FOR NO KEY UPDATE;
    IF TG_OP = 'INSERT' THEN
      IF NEW.released_at IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.lock_not_open'; END IF;
      NEW.found_at := clock_timestamp();
      RETURN NEW;
    END IF;
    IF OLD.released_at IS NOT NULL OR NEW.released_at IS NULL THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.lock_not_open'; END IF;
    IF NOT EXISTS (
      SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
      WHERE m.id = NEW.released_by AND m.active AND m.operator_number = NEW.release_operator AND o.id = NEW.release_organisation_id
        AND m.roles && ARRAY['bank_admin','coordinator','collector','workshop_supervisor','technician'] AND (o.kind = 'bank' OR o.id = holder)
    ) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.lock_releaser_unknown';
    END IF;
    NEW.released_at := clock_timestamp();
    RETURN NEW;
  END $$;
  CREATE TRIGGER lock_fits BEFORE INSERT OR UPDATE ON intake.device_lock FOR EACH ROW EXECUTE FUNCTION intake.lock_fits();

  -- The donor was told of locks, or reminded of them. The day promised to them the first time stays.
  CREATE TABLE intake.lock_notice (
    id uuid PRIMARY KEY,
    donation_id uuid NOT NULL REFERENCES intake.donation,
    at timestamptz NOT NULL DEFAULT now(),
    way text NOT NULL CHECK (way IN ('person','mail')),
    operator_number integer,
    organisation_id uuid
  );
  CREATE INDEX lock_notice_donation ON intake.lock_notice (donation_id, at);
  CREATE TABLE intake.lock_notice_line (
    notice_id uuid NOT NULL REFERENCES intake.lock_notice,
    lock_id uuid NOT NULL REFERENCES intake.device_lock,
    due_on date NOT NULL,
    PRIMARY KEY (lock_id, notice_id)
  );
`;

/** The gate's reasons, with one more at the end; the rest is as 061-gate wrote it. */
const gateFailures = (more: string) => `
  CREATE OR REPLACE FUNCTION refurbishment.gate_failures(device uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    WITH d AS (
      SELECT d.id, d.category, d.data_epoch, s.event_id FROM devices.device d
      LEFT JOIN refurbishment.epoch_start s ON s.device_id = d.id AND s.data_epoch = d.data_epoch WHERE d.id = device
    )
    SELECT 'no_media_knowledge' FROM d WHERE NOT EXISTS (
        SELECT 1 FROM devices.snapshot s JOIN devices.device_event e ON e.id = s.event_id AND e.device_id = s.device_id
        WHERE s.device_id = d.id AND s.has_storage_section AND e.verb = 'take_inventory' AND e.id > d.event_id)
      AND NOT EXISTS (
        SELECT 1 FROM refurbishment.media_statement m WHERE m.device_id = d.id AND m.data_epoch = d.data_epoch
          AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.media_statement_id = m.id))
    UNION ALL
    SELECT 'medium_unproven:' || m.id FROM d JOIN devices.medium m ON m.device_id = d.id WHERE NOT refurbishment.proven(m, d.data_epoch)
    UNION ALL
    SELECT 'no_passed_test' FROM d WHERE coalesce((
        -- A sheet filled in for another kind of device asked other questions.
        SELECT CASE WHEN t.category = d.category THEN t.verdict ELSE 'other' END FROM refurbishment.test_sheet t WHERE t.device_id = d.id AND t.data_epoch = d.data_epoch
          AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.test_sheet_id = t.id)
        ORDER BY t.seq DESC LIMIT 1), 'none') <> 'passed'
    UNION ALL
    SELECT 'no_grade' FROM d WHERE NOT EXISTS (
        SELECT 1 FROM refurbishment.grading g WHERE g.device_id = d.id AND g.data_epoch = d.data_epoch
          AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.grading_id = g.id))${more} $$;`;

const GATE = `
  -- The locks that keep a device closed: what refurbishment needs to know of intake.
  CREATE FUNCTION refurbishment.locks_of(device uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT l.kind FROM intake.device_lock l WHERE l.device_id = device AND l.released_at IS NULL ORDER BY l.kind $$;
  ${gateFailures(`
    UNION ALL
    SELECT 'locked:' || k FROM refurbishment.locks_of(device) k`)}
`;
