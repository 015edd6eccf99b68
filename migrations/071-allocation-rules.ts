import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#database';

/**
 * The rules of allocation that neither twenty clicks at the same instant nor a script may break: `used` is what the
 * ledger says, an approved unit has its place in a quota, a request follows its table, a price keeps its ceiling.
 */
export default class AllocationRules1764000071000 implements MigrationInterface {
  name = 'AllocationRules1764000071000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(QUOTAS);
    await q.query(REQUESTS);
    await q.query(GIVEN);
    for (const table of ['quota_ledger', 'request_event', 'purge_entry']) await appendOnly(q, `allocation.${table}`);
    await q.query(`
      REVOKE INSERT, UPDATE, DELETE ON allocation.request_lifecycle FROM bn_app;
      REVOKE UPDATE, DELETE ON allocation.quota FROM bn_app;
      GRANT UPDATE (allowed, set_by, set_at) ON allocation.quota TO bn_app;
      REVOKE DELETE ON allocation.beneficiary, allocation.request, allocation.reservation, allocation.handover FROM bn_app;
    `);
    for (const [verb, from, to] of LIFECYCLE_ROWS) {
      await q.query('INSERT INTO allocation.request_lifecycle VALUES ($1, $2, $3)', [verb, from, to]);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER reservation_ends ON devices.device;
      DROP TRIGGER handover_ends ON devices.device;
      DROP TRIGGER delivered_elsewhere ON devices.device;
      DROP FUNCTION allocation.reservation_ends, allocation.handover_ends, allocation.delivered_elsewhere, allocation.price_keeps_the_rules,
        allocation.request_follows, allocation.lines_of_a_draft, allocation.unit_has_its_place, allocation.used_is_the_ledger,
        allocation.ledger_counts CASCADE;
      DELETE FROM allocation.request_lifecycle;
    `);
  }
}

const QUOTAS = `
  -- Runs as the owner: the application has no right to write 'used'.
  CREATE FUNCTION allocation.ledger_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    UPDATE allocation.quota q SET used = q.used + n.delta
    FROM (SELECT quota_id, sum(delta)::int AS delta FROM added GROUP BY quota_id) n WHERE q.id = n.quota_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ledger_counts AFTER INSERT ON allocation.quota_ledger
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION allocation.ledger_counts();

  CREATE FUNCTION allocation.used_is_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.used <> (SELECT coalesce(sum(delta), 0) FROM allocation.quota_ledger WHERE quota_id = NEW.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.used_is_the_ledger';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER used_is_the_ledger BEFORE INSERT OR UPDATE ON allocation.quota
    FOR EACH ROW EXECUTE FUNCTION allocation.used_is_the_ledger();

  -- At commit, a unit is approved or fulfilled if and only if the ledger counts it once.
  CREATE FUNCTION allocation.unit_has_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE unit uuid := CASE TG_TABLE_NAME WHEN 'quota_ledger' THEN (to_jsonb(NEW) ->> 'unit_id')::uuid ELSE (to_jsonb(NEW) ->> 'id')::uuid END;
  BEGIN
    IF EXISTS (SELECT 1 FROM allocation.request_unit u WHERE u.id = unit AND (u.state IN ('approved','fulfilled')) <>
        ((SELECT coalesce(sum(l.delta), 0) FROM allocation.quota_ledger l WHERE l.unit_id = u.id) = 1)) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.unit_without_quota';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER unit_has_its_place AFTER INSERT OR UPDATE OF state ON allocation.request_unit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION allocation.unit_has_its_place();
  CREATE CONSTRAINT TRIGGER unit_has_its_place AFTER INSERT ON allocation.quota_ledger
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION allocation.unit_has_its_place();
`;

const REQUESTS = `
  CREATE FUNCTION allocation.request_follows() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE e allocation.request_event; before_state text := 'none';
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      before_state := OLD.state;
      IF (NEW.id, NEW.number, NEW.structure_id) IS DISTINCT FROM (OLD.id, OLD.number, OLD.structure_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.request_stays';
      END IF;
      IF NEW.last_event_id = OLD.last_event_id AND NEW.state = OLD.state THEN RETURN NULL; END IF;
    END IF;
    SELECT * INTO e FROM allocation.request_event WHERE id = NEW.last_event_id;
    IF e.id IS NULL OR e.request_id <> NEW.id OR e.txid <> pg_current_xact_id()
      OR (e.from_state, e.to_state) IS DISTINCT FROM (before_state, NEW.state) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.no_change_without_history';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER request_follows AFTER INSERT OR UPDATE ON allocation.request FOR EACH ROW EXECUTE FUNCTION allocation.request_follows();

  -- What is asked for is settled when the request leaves the structure's hands.
  CREATE FUNCTION allocation.lines_of_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE owner uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.request_id ELSE NEW.request_id END;
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM allocation.request WHERE id = owner AND state = 'draft') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.request_settled';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lines_of_a_draft BEFORE INSERT OR UPDATE OR DELETE ON allocation.request_line
    FOR EACH ROW EXECUTE FUNCTION allocation.lines_of_a_draft();
  CREATE TRIGGER lines_of_a_draft BEFORE INSERT OR DELETE ON allocation.request_unit
    FOR EACH ROW EXECUTE FUNCTION allocation.lines_of_a_draft();
`;

const GIVEN = `
  -- Price ceilings and the ban on resale are copied to the device from its donor (CGPPP L3212-3, décret du 7 novembre 2022).
  CREATE FUNCTION allocation.price_keeps_the_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE d devices.device;
  BEGIN
    IF NEW.mode <> 'sale' THEN RETURN NEW; END IF;
    SELECT * INTO d FROM devices.device WHERE id = NEW.device_id;
    IF (d.resale_forbidden OR d.public_origin) AND NEW.criterion IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.sale_forbidden';
    END IF;
    IF d.public_origin AND d.price_ceiling_cents IS NOT NULL AND NEW.price_cents > d.price_ceiling_cents THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.price_above_ceiling',
        DETAIL = json_build_object('ceilingCents', d.price_ceiling_cents)::text;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER price_keeps_the_rules BEFORE INSERT ON allocation.handover FOR EACH ROW EXECUTE FUNCTION allocation.price_keeps_the_rules();

  -- A reservation lasts while its device is on its way to the person, whatever led it elsewhere; what it let see ends with it.
  CREATE FUNCTION allocation.reservation_ends() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE allocation.reservation SET ended_at = now(),
      end_reason = CASE NEW.state WHEN 'handed_over' THEN 'handed_over' ELSE 'device_gone' END
    WHERE device_id = NEW.id AND ended_at IS NULL;
    IF FOUND THEN DELETE FROM devices.sight WHERE device_id = NEW.id AND cause_kind = 'request'; END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER reservation_ends AFTER UPDATE ON devices.device FOR EACH ROW
    WHEN (OLD.state IN ('reserved','in_transit','delivered') AND NEW.state NOT IN ('reserved','in_transit','delivered'))
    EXECUTE FUNCTION allocation.reservation_ends();

  -- Delivered to another structure than the one that asked: the unit waits for another device.
  CREATE FUNCTION allocation.delivered_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE allocation.reservation v SET ended_at = now(), end_reason = 'device_gone' FROM allocation.request_unit u
    WHERE v.device_id = NEW.id AND v.ended_at IS NULL AND u.id = v.unit_id AND u.structure_id IS DISTINCT FROM NEW.holder_org_id;
    IF FOUND THEN DELETE FROM devices.sight WHERE device_id = NEW.id AND cause_kind = 'request'; END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER delivered_elsewhere AFTER UPDATE ON devices.device FOR EACH ROW
    WHEN (OLD.state <> 'delivered' AND NEW.state = 'delivered') EXECUTE FUNCTION allocation.delivered_elsewhere();

  CREATE FUNCTION allocation.handover_ends() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE allocation.handover SET ended_at = now(), end_reason = CASE NEW.state WHEN 'returned' THEN 'returned' ELSE 'device_gone' END
    WHERE device_id = NEW.id AND ended_at IS NULL;
    IF FOUND THEN DELETE FROM devices.sight WHERE device_id = NEW.id AND cause_kind = 'handover'; END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER handover_ends AFTER UPDATE ON devices.device FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND NEW.state IN ('received','in_stock','returned','recycled','dismantled','given_back'))
    EXECUTE FUNCTION allocation.handover_ends();
`;

/** As of this migration; a test compares the table with `request.lifecycle.ts`. */
const LIFECYCLE_ROWS = Object.entries({
  draft: 'none>draft',
  submit: 'draft>submitted',
  approve: 'submitted>approved',
  refuse: 'submitted>refused approved>refused',
  cancel: 'draft>cancelled submitted>cancelled approved>cancelled',
  expire: 'approved>expired',
  fulfil: 'approved>fulfilled',
}).flatMap(([verb, moves]) => moves.split(' ').map((move) => [verb, ...move.split('>')]));
