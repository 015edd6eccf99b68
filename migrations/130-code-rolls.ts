import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rolls of codes printed before their devices: each code knows its place on its roll and whose roll it is. A lost roll is
 * voided, and whoever finds it can do nothing with it.
 */
export default class CodeRolls1764000130000 implements MigrationInterface {
  name = 'CodeRolls1764000130000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(ROLLS);
    await q.query(RULES);
    await q.query(SHEETS);
    await q.query(`
      REVOKE UPDATE, DELETE ON devices.code_roll FROM bn_app;
      GRANT UPDATE (voided_at, void_reason, voided_by) ON devices.code_roll TO bn_app;
      GRANT UPDATE (voided_at) ON devices.asset_code TO bn_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM intake.label_sheet WHERE kind = 'roll';
      ALTER TABLE intake.label_sheet DROP COLUMN roll_id, DROP COLUMN format, DROP CONSTRAINT label_sheet_kind_check,
        ADD CONSTRAINT label_sheet_kind_check CHECK (kind IN ('blank','donation','devices'));
      DROP TRIGGER code_is_claimed ON devices.asset_code;
      DROP TRIGGER code_stays_voided ON devices.asset_code;
      DROP TRIGGER roll_stays_voided ON devices.code_roll;
      DROP FUNCTION devices.code_is_claimed, devices.code_stays_voided;
      ALTER TABLE devices.asset_code DROP COLUMN n, DROP COLUMN voided_at, DROP CONSTRAINT asset_code_roll;
      DROP TABLE devices.code_roll;
    `);
  }
}

const ROLLS = `
  CREATE TABLE devices.code_roll (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    place_id uuid REFERENCES people.place,
    codes integer NOT NULL CHECK (codes > 0),
    operator_number integer,
    made_at timestamptz NOT NULL DEFAULT now(),
    voided_at timestamptz,
    void_reason text CHECK (void_reason IN ('lost','stolen','damaged','misprinted')),
    voided_by integer,
    CONSTRAINT code_roll_voided_why CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX code_roll_organisation ON devices.code_roll (organisation_id, id DESC);

  ALTER TABLE devices.asset_code ADD COLUMN n integer, ADD COLUMN voided_at timestamptz;

  -- The rolls printed before this had a name only.
  WITH old AS (
    SELECT s.id, s.organisation_id, s.labels, s.operator_number, s.created_at,
      extract(year FROM s.created_at)::int AS year,
      row_number() OVER (PARTITION BY extract(year FROM s.created_at) ORDER BY s.id)::int AS n
    FROM intake.label_sheet s WHERE s.kind = 'blank'
  ), counted AS (
    INSERT INTO platform.counter (kind, year, last) SELECT 'RO', year, max(n) FROM old GROUP BY year
  )
  INSERT INTO devices.code_roll (id, number, organisation_id, codes, operator_number, made_at)
    SELECT id, 'RO-' || year || '-' || lpad(n::text, 4, '0'), organisation_id, labels, operator_number, created_at FROM old;
  UPDATE devices.asset_code a SET n = x.n
    FROM (SELECT code, row_number() OVER (PARTITION BY batch ORDER BY code)::int AS n FROM devices.asset_code WHERE batch IS NOT NULL) x
    WHERE x.code = a.code;

  ALTER TABLE devices.asset_code
    ADD CONSTRAINT asset_code_roll FOREIGN KEY (batch) REFERENCES devices.code_roll DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT asset_code_place_on_roll CHECK ((batch IS NULL) = (n IS NULL)),
    ADD CONSTRAINT asset_code_void_is_free CHECK (voided_at IS NULL OR device_id IS NULL);
  CREATE UNIQUE INDEX asset_code_of_roll ON devices.asset_code (batch, n) WHERE batch IS NOT NULL;
`;

const RULES = `
  -- Only codes that were printed first are asked: those drawn with their device belong to nobody's roll.
  CREATE FUNCTION devices.code_is_claimed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.voided_at IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_voided', DETAIL = json_build_object('code', NEW.code)::text;
    END IF;
    IF NOT EXISTS (
      SELECT 1 FROM people.organisation o WHERE o.id = NEW.organisation_id AND (o.kind = 'bank'
        OR o.id = (SELECT d.holder_org_id FROM devices.device d WHERE d.id = NEW.device_id))
    ) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_elsewhere', DETAIL = json_build_object('code', NEW.code)::text;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER code_is_claimed BEFORE UPDATE OF device_id ON devices.asset_code FOR EACH ROW
    WHEN (NEW.device_id IS DISTINCT FROM OLD.device_id AND NEW.device_id IS NOT NULL AND NEW.organisation_id IS NOT NULL)
    EXECUTE FUNCTION devices.code_is_claimed();

  CREATE FUNCTION devices.code_stays_voided() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.roll_voided';
  END $$;
  CREATE TRIGGER code_stays_voided BEFORE UPDATE OF voided_at ON devices.asset_code FOR EACH ROW
    WHEN (OLD.voided_at IS NOT NULL AND NEW.voided_at IS DISTINCT FROM OLD.voided_at) EXECUTE FUNCTION devices.code_stays_voided();
  CREATE TRIGGER roll_stays_voided BEFORE UPDATE ON devices.code_roll FOR EACH ROW
    WHEN (OLD.voided_at IS NOT NULL) EXECUTE FUNCTION devices.code_stays_voided();
`;

const SHEETS = `
  ALTER TABLE intake.label_sheet DROP CONSTRAINT label_sheet_kind_check,
    ADD CONSTRAINT label_sheet_kind_check CHECK (kind IN ('blank','donation','devices','roll')),
    ADD COLUMN roll_id uuid REFERENCES devices.code_roll DEFERRABLE INITIALLY DEFERRED,
    ADD COLUMN format text NOT NULL DEFAULT '24';
  UPDATE intake.label_sheet SET roll_id = id WHERE kind = 'blank';
  ALTER TABLE intake.label_sheet ADD CONSTRAINT label_sheet_of_roll CHECK ((roll_id IS NOT NULL) = (kind IN ('blank','roll')));
  CREATE INDEX label_sheet_roll ON intake.label_sheet (roll_id) WHERE roll_id IS NOT NULL;
`;
