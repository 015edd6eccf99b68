import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Devices that another tool knew before us: declared, to be proven, never in stock by declaration. What was handed over
 * under that tool is a hand-over without a request, a quota or a signature, and says so.
 */
export default class DeclaredDevices1764000190000 implements MigrationInterface {
  name = 'DeclaredDevices1764000190000';

  async up(q: QueryRunner): Promise<void> {
    await widen(q, 'devices.device', 'device_state_check', 'to_be_proven');
    await q.query(`
      -- A declared past begins a history, and nothing else does it.
      ALTER TABLE devices.device_event ADD CONSTRAINT device_event_declared CHECK ((verb = 'declare') = (origin = 'declared'));
    `);
    for (const [verb, from, to] of LIFECYCLE_ROWS) {
      await q.query('INSERT INTO devices.lifecycle (verb, from_state, to_state) VALUES ($1, $2, $3)', [verb, from, to]);
    }
    await q.query(HANDOVERS);
    await q.query(WITHDRAWAL);
    await widen(q, 'reporting.figure', 'figure_subject_check', 'handed_over_declared');
    await q.query(
      `CREATE INDEX device_event_declared_out ON devices.device_event (occurred_at) WHERE verb = 'declare' AND to_state = 'handed_over'`,
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX devices.device_event_declared_out;
      DROP TRIGGER declared_is_handed_over ON devices.device_event;
      DROP TRIGGER handover_as_declared ON allocation.handover;
      DROP FUNCTION allocation.declared_is_handed_over, allocation.handover_as_declared;
      ALTER TABLE devices.device_event DROP CONSTRAINT device_event_declared;
      DELETE FROM devices.lifecycle WHERE verb = 'declare' OR 'to_be_proven' IN (from_state, to_state);
    `);
  }
}

/** Adds a word to a column's list, whatever other migrations added to it before. */
async function widen(q: QueryRunner, table: string, constraint: string, word: string): Promise<void> {
  const [{ def }] = await q.query(
    'SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conrelid = $1::regclass AND conname = $2',
    [table, constraint],
  );
  await q.query(
    `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}, ADD CONSTRAINT ${constraint} ${def.replace('ARRAY[', `ARRAY['${word}'::text, `)}`,
  );
}

/** As of this migration; a test compares the table with `device.lifecycle.ts`. */
const LIFECYCLE_ROWS = [
  ...['to_be_proven', 'handed_over', 'recycled', 'dismantled', 'lost', 'given_back'].map((to) => [
    'declare',
    'none',
    to,
  ]),
  ...['correct', 'move', 'take_inventory', 'record_erasure', 'record_test', 'record_repair', 'grade'].map((verb) => [
    verb,
    'to_be_proven',
    'to_be_proven',
  ]),
  ['dispatch', 'to_be_proven', 'in_transit'],
  ['call_back', 'in_transit', 'to_be_proven'],
  ['put_in_stock', 'to_be_proven', 'in_stock'],
  ['recycle', 'to_be_proven', 'recycled'],
  ['dismantle', 'to_be_proven', 'dismantled'],
  ['report_lost', 'to_be_proven', 'lost'],
  ['return_to_donor', 'to_be_proven', 'given_back'],
];

const HANDOVERS = `
  ALTER TABLE allocation.beneficiary ADD COLUMN origin text NOT NULL DEFAULT 'seen' CHECK (origin IN ('seen','declared'));

  -- No request is behind a declared hand-over, so no place in a quota is taken by it or given back after it; what replaces
  -- its device goes to the same person and takes none either.
  ALTER TABLE allocation.handover
    ALTER COLUMN unit_id DROP NOT NULL,
    ADD COLUMN origin text NOT NULL DEFAULT 'seen' CHECK (origin IN ('seen','declared')),
    ADD COLUMN date_known boolean NOT NULL DEFAULT true,
    DROP CONSTRAINT handover_signature_kind_check,
    ADD CONSTRAINT handover_signature_kind_check CHECK (signature_kind IN ('drawn','paper','typed') OR signature_kind = 'none' AND origin = 'declared'),
    ADD CONSTRAINT handover_declared_is_bare CHECK (origin = 'seen' OR (unit_id IS NULL AND replaces IS NULL AND signature_kind = 'none')),
    ADD CONSTRAINT handover_has_its_unit CHECK (unit_id IS NOT NULL OR origin = 'declared' OR replaces IS NOT NULL),
    ADD CONSTRAINT handover_date_is_known CHECK (date_known OR origin = 'declared');
  CREATE UNIQUE INDEX handover_declared_once ON allocation.handover (device_id) WHERE origin = 'declared';

  CREATE FUNCTION allocation.handover_as_declared() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.origin = 'declared' AND NOT EXISTS (
      SELECT 1 FROM devices.device_event e WHERE e.device_id = NEW.device_id AND e.verb = 'declare' AND e.to_state = 'handed_over'
        AND e.holder_to = 'ref:' || NEW.beneficiary_id)
    OR NEW.origin = 'seen' AND NOT EXISTS (SELECT 1 FROM allocation.handover h WHERE h.id = NEW.replaces AND h.unit_id IS NULL) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.unit_without_quota';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER handover_as_declared BEFORE INSERT ON allocation.handover FOR EACH ROW
    WHEN (NEW.unit_id IS NULL) EXECUTE FUNCTION allocation.handover_as_declared();

  -- The other direction: a device declared to be with a person has the hand-over that says with whose.
  CREATE FUNCTION allocation.declared_is_handed_over() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM allocation.handover h WHERE h.device_id = NEW.device_id AND h.origin = 'declared') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.history_without_change';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER declared_is_handed_over AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.verb = 'declare' AND NEW.to_state = 'handed_over') EXECUTE FUNCTION allocation.declared_is_handed_over();
`;

const WITHDRAWAL = `
  -- As before, with one more state in which a device is still being worked on.
  CREATE OR REPLACE FUNCTION refurbishment.withdrawal_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  DECLARE given record; now_state text; now_epoch smallint; the_code text;
  BEGIN
    SELECT x.device_id, x.data_epoch, x.membership_id INTO given FROM (
      SELECT id, device_id, data_epoch, membership_id FROM refurbishment.evidence WHERE id = NEW.evidence_id
      UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.media_statement WHERE id = NEW.media_statement_id
      UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.test_sheet WHERE id = NEW.test_sheet_id
      UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.grading WHERE id = NEW.grading_id) x;
    SELECT state, data_epoch, code INTO now_state, now_epoch, the_code FROM devices.device WHERE id = given.device_id FOR UPDATE;
    IF NEW.membership_id IS DISTINCT FROM given.membership_id THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.not_your_step', DETAIL = json_build_object('code', the_code)::text;
    END IF;
    IF now_epoch IS DISTINCT FROM given.data_epoch OR now_state NOT IN ('to_be_proven','received','at_workshop','in_maintenance','returned') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.too_late_to_withdraw', DETAIL = json_build_object('code', the_code)::text;
    END IF;
    NEW.withdrawn_at := clock_timestamp();
    RETURN NEW;
  END $$;
`;
