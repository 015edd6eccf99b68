import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#database';

/** The rules of intake that neither a race nor a script may break: how a donation moves, and what comes into it. */
export default class IntakeRules1764000051000 implements MigrationInterface {
  name = 'IntakeRules1764000051000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(TRIGGERS);
    await appendOnly(q, 'intake.donation_event');
    await q.query('REVOKE INSERT, UPDATE, DELETE ON intake.donation_flow FROM bn_app');
    await q.query('REVOKE DELETE ON intake.donation, intake.donor, intake.file FROM bn_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER device_of_open_donation ON devices.device;
      DROP TRIGGER device_origin_stays ON devices.device;
      DROP TRIGGER donation_tells ON intake.donation;
      DROP FUNCTION intake.device_of_open_donation, intake.device_origin_stays, intake.donation_tells;
    `);
  }
}

const TRIGGERS = `
  -- A donation's state is what its newest history row, written in this very transaction, says.
  CREATE FUNCTION intake.donation_tells() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE before_state text := 'none';
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF (NEW.number, NEW.donor_id, NEW.organisation_id) IS DISTINCT FROM (OLD.number, OLD.donor_id, OLD.organisation_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_stays';
      END IF;
      before_state := OLD.state;
      IF NEW.state = OLD.state THEN RETURN NULL; END IF;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM intake.donation_event e WHERE e.donation_id = NEW.id AND e.txid = pg_current_xact_id()
                   AND (e.from_state, e.to_state) = (before_state, NEW.state)) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_not_now', DETAIL = json_build_object('number', NEW.number, 'state', before_state)::text;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER donation_tells AFTER INSERT OR UPDATE ON intake.donation FOR EACH ROW EXECUTE FUNCTION intake.donation_tells();

  -- Devices come into a donation that is there and not closed, by the kind of its donor. The lock holds off a closing twin.
  CREATE FUNCTION intake.device_of_open_donation() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE wrong record;
  BEGIN
    PERFORM 1 FROM intake.donation WHERE id IN (SELECT DISTINCT donation_id FROM new_devices) FOR SHARE;
    SELECT o.number, o.state INTO wrong
      FROM (SELECT DISTINCT donation_id, donor_kind FROM new_devices WHERE donation_id IS NOT NULL) n
      JOIN intake.donation o ON o.id = n.donation_id JOIN intake.donor d ON d.id = o.donor_id
      WHERE o.state <> 'received' OR d.kind IS DISTINCT FROM n.donor_kind LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_not_open', DETAIL = json_build_object('number', wrong.number, 'state', wrong.state)::text;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER device_of_open_donation AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
    FOR EACH STATEMENT EXECUTE FUNCTION intake.device_of_open_donation();

  -- What the law said when a device was given stays true of it.
  CREATE FUNCTION intake.device_origin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.donation_id, NEW.donor_kind, NEW.public_origin, NEW.resale_forbidden, NEW.price_ceiling_cents)
       IS DISTINCT FROM (OLD.donation_id, OLD.donor_kind, OLD.public_origin, OLD.resale_forbidden, OLD.price_ceiling_cents) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.origin_stays';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER device_origin_stays BEFORE UPDATE OF donation_id, donor_kind, public_origin, resale_forbidden, price_ceiling_cents
    ON devices.device FOR EACH ROW EXECUTE FUNCTION intake.device_origin_stays();
`;
