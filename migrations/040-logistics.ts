import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, openSchema } from '#database';

/** Transfers between holders, their lines, the crates that travel with them. */
export default class Logistics1764000040000 implements MigrationInterface {
  name = 'Logistics1764000040000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'logistics');
    await q.query(TABLES);
    await q.query(RULES);
    await appendOnly(q, 'logistics.container_event');
    await q.query('REVOKE DELETE ON logistics.transfer FROM bn_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER road_needs_a_line ON devices.device;
      DROP TRIGGER custody_needs_confirmation ON devices.device;
      DROP TRIGGER crate_is_the_holders ON devices.device;
      DROP TRIGGER code_is_no_crate ON devices.asset_code;
      DROP TRIGGER crate_code_is_free ON devices.container;
      ALTER TABLE devices.device DROP CONSTRAINT device_transfer;
      ALTER TABLE devices.container DROP CONSTRAINT container_transfer;
      DROP SCHEMA logistics CASCADE;
    `);
  }
}

const TABLES = `
  CREATE TABLE logistics.transfer (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    purpose text NOT NULL CHECK (purpose IN ('workshop','stock','delivery','return')),
    state text NOT NULL DEFAULT 'preparing' CHECK (state IN ('preparing','sent','received','received_with_differences','cancelled')),
    from_org_id uuid NOT NULL REFERENCES people.organisation,
    from_place_id uuid NOT NULL,
    to_org_id uuid NOT NULL REFERENCES people.organisation,
    to_place_id uuid NOT NULL,
    cause_kind text, cause_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid REFERENCES people.membership,
    sent_at timestamptz, sent_by uuid REFERENCES people.membership, sent_operator integer,
    ended_at timestamptz, ended_by uuid REFERENCES people.membership, ended_operator integer,
    FOREIGN KEY (from_place_id, from_org_id) REFERENCES people.place (id, organisation_id),
    FOREIGN KEY (to_place_id, to_org_id) REFERENCES people.place (id, organisation_id),
    CONSTRAINT transfer_changes_holder CHECK (from_org_id <> to_org_id),
    CONSTRAINT transfer_dated CHECK ((sent_at IS NOT NULL) = (state IN ('sent','received','received_with_differences')) OR state = 'cancelled'),
    CONSTRAINT transfer_ended CHECK ((ended_at IS NOT NULL) = (state IN ('received','received_with_differences','cancelled')))
  );
  CREATE INDEX transfer_from ON logistics.transfer (from_org_id, id DESC);
  CREATE INDEX transfer_to ON logistics.transfer (to_org_id, id DESC);
  CREATE INDEX transfer_cause ON logistics.transfer (cause_id) WHERE cause_id IS NOT NULL;

  CREATE TABLE logistics.transfer_container (
    transfer_id uuid NOT NULL REFERENCES logistics.transfer,
    container_id uuid NOT NULL REFERENCES devices.container,
    place_before uuid NOT NULL REFERENCES people.place,
    seal text,
    outcome text NOT NULL DEFAULT 'pending' CHECK (outcome IN ('pending','intact','arrived','missing','called_back','withdrawn')),
    open boolean GENERATED ALWAYS AS (outcome IN ('pending','missing')) STORED,
    PRIMARY KEY (transfer_id, container_id),
    CONSTRAINT intact_needs_a_seal CHECK (outcome <> 'intact' OR seal IS NOT NULL)
  );
  CREATE UNIQUE INDEX container_in_one_open_transfer ON logistics.transfer_container (container_id) WHERE open;

  CREATE TABLE logistics.transfer_line (
    id uuid PRIMARY KEY,
    transfer_id uuid NOT NULL REFERENCES logistics.transfer,
    device_id uuid REFERENCES devices.device,
    -- What was scanned and is not on the list: the text alone when the receiver may not see the device.
    typed text,
    state_before text,
    place_before uuid REFERENCES people.place,
    container_id uuid REFERENCES devices.container,
    outcome text NOT NULL DEFAULT 'pending' CHECK (outcome IN ('pending','confirmed','missing','extra','withdrawn')),
    how text CHECK (how IN ('scan','sealed')),
    membership_id uuid REFERENCES people.membership,
    operator_number integer,
    at timestamptz,
    arrived_at timestamptz,
    resolution text CHECK (resolution IN ('called_back','lost','arrived_late')),
    open boolean GENERATED ALWAYS AS (
      outcome = 'pending' OR (outcome = 'confirmed' AND arrived_at IS NULL) OR (outcome = 'missing' AND resolution IS NULL)
    ) STORED,
    CONSTRAINT line_listed_or_extra CHECK ((outcome = 'extra') = (typed IS NOT NULL) AND (outcome = 'extra' OR device_id IS NOT NULL)),
    CONSTRAINT line_confirmed_how CHECK (outcome <> 'confirmed' OR how IS NOT NULL),
    CONSTRAINT line_arrived_confirmed CHECK (arrived_at IS NULL OR outcome = 'confirmed'),
    FOREIGN KEY (transfer_id, container_id) REFERENCES logistics.transfer_container (transfer_id, container_id)
  );
  CREATE UNIQUE INDEX device_in_one_open_transfer ON logistics.transfer_line (device_id) WHERE open;
  CREATE UNIQUE INDEX line_once ON logistics.transfer_line (transfer_id, device_id) WHERE outcome <> 'extra';
  CREATE UNIQUE INDEX extra_once ON logistics.transfer_line (transfer_id, upper(typed)) WHERE outcome = 'extra';
  CREATE INDEX line_device ON logistics.transfer_line (device_id) WHERE device_id IS NOT NULL;

  -- The life of a crate: moving one is one row here, however many devices are in it.
  CREATE TABLE logistics.container_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    container_id uuid NOT NULL REFERENCES devices.container,
    verb text NOT NULL CHECK (verb IN ('make','move','seal','unseal','depart','arrive','call_back')),
    place_from uuid, place_to uuid,
    transfer_id uuid REFERENCES logistics.transfer,
    seal text,
    at timestamptz NOT NULL DEFAULT now(),
    membership_id uuid, operator_number integer, organisation_id uuid
  );
  CREATE INDEX container_event_container ON logistics.container_event (container_id, id DESC);

  ALTER TABLE devices.device ADD CONSTRAINT device_transfer FOREIGN KEY (transfer_id) REFERENCES logistics.transfer;
  ALTER TABLE devices.container ADD CONSTRAINT container_transfer FOREIGN KEY (transfer_id) REFERENCES logistics.transfer;
`;

const RULES = `
  -- A crate's code and a device's code come from one alphabet and never meet.
  CREATE FUNCTION logistics.crate_code_is_free() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM devices.asset_code WHERE code = NEW.code) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.code_taken';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER crate_code_is_free BEFORE INSERT ON devices.container FOR EACH ROW EXECUTE FUNCTION logistics.crate_code_is_free();
  CREATE FUNCTION logistics.code_is_no_crate() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    -- Nothing is said: the code is drawn again, as when another device had it.
    IF EXISTS (SELECT 1 FROM devices.container WHERE code = NEW.code) THEN RETURN NULL; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER code_is_no_crate BEFORE INSERT ON devices.asset_code FOR EACH ROW EXECUTE FUNCTION logistics.code_is_no_crate();

  CREATE FUNCTION logistics.transfer_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.id, NEW.number, NEW.purpose, NEW.from_org_id, NEW.to_org_id, NEW.created_at)
      IS DISTINCT FROM (OLD.id, OLD.number, OLD.purpose, OLD.from_org_id, OLD.to_org_id, OLD.created_at) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.transfer_stays';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
      (('preparing','sent'), ('preparing','cancelled'), ('sent','received'), ('sent','received_with_differences'), ('sent','cancelled')) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.not_now',
        DETAIL = json_build_object('number', NEW.number, 'state', OLD.state)::text;
    END IF;
    IF OLD.state = 'preparing' AND NEW.state = 'sent' AND NOT EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.empty';
    END IF;
    IF OLD.state = 'sent' AND NEW.state IN ('received','received_with_differences') THEN
      IF EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id AND outcome = 'pending') THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.lines_left';
      END IF;
      IF NEW.state = 'received' AND EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id AND outcome IN ('missing','extra')) THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.differences_hidden';
      END IF;
    END IF;
    IF OLD.state = 'sent' AND NEW.state = 'cancelled' AND EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.id AND outcome = 'confirmed') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.already_arriving';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER transfer_goes_forward BEFORE UPDATE ON logistics.transfer FOR EACH ROW EXECUTE FUNCTION logistics.transfer_goes_forward();

  -- A list is written while the lot is prepared; afterwards only what came of each line.
  CREATE FUNCTION logistics.line_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE t logistics.transfer;
  BEGIN
    SELECT * INTO t FROM logistics.transfer WHERE id = coalesce(NEW.transfer_id, OLD.transfer_id);
    IF TG_OP = 'DELETE' THEN
      IF t.state <> 'preparing' AND NOT (t.state = 'sent' AND OLD.outcome = 'extra') THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.list_is_closed'; END IF;
      RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
      IF NOT (t.state = 'preparing' AND NEW.outcome = 'pending' OR t.state = 'sent' AND NEW.outcome = 'extra') THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.list_is_closed';
      END IF;
      RETURN NEW;
    END IF;
    IF (NEW.id, NEW.transfer_id) <> (OLD.id, OLD.transfer_id) OR NEW.device_id IS DISTINCT FROM OLD.device_id
      OR OLD.arrived_at IS NOT NULL OR (OLD.outcome IN ('extra','withdrawn')) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.list_is_closed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER line_fits BEFORE INSERT OR UPDATE OR DELETE ON logistics.transfer_line FOR EACH ROW EXECUTE FUNCTION logistics.line_fits();

  CREATE FUNCTION logistics.road_needs_a_line() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = NEW.transfer_id AND device_id = NEW.id AND open) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.not_on_the_list', DETAIL = json_build_object('code', NEW.code)::text;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER road_needs_a_line AFTER UPDATE ON devices.device FOR EACH ROW
    WHEN (NEW.transfer_id IS NOT NULL AND NEW.transfer_id IS DISTINCT FROM OLD.transfer_id)
    EXECUTE FUNCTION logistics.road_needs_a_line();

  -- Off the road in three ways: lost, taken back by the sender, or in the receiver's custody, which must have confirmed it.
  CREATE FUNCTION logistics.custody_needs_confirmation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.state = 'lost' THEN
      UPDATE logistics.transfer_line SET outcome = 'missing', resolution = 'lost' WHERE device_id = NEW.id AND open;
    ELSIF NEW.holder_org_id IS NOT DISTINCT FROM OLD.holder_org_id THEN
      UPDATE logistics.transfer_line SET
        resolution = CASE WHEN outcome = 'missing' THEN 'called_back' END,
        outcome = CASE WHEN outcome = 'missing' THEN 'missing' ELSE 'withdrawn' END
      WHERE device_id = NEW.id AND open;
    ELSE
      UPDATE logistics.transfer_line l SET arrived_at = now()
      FROM logistics.transfer t
      WHERE l.device_id = NEW.id AND l.open AND l.outcome = 'confirmed' AND t.id = l.transfer_id AND t.to_org_id = NEW.holder_org_id;
      IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.not_confirmed', DETAIL = json_build_object('code', NEW.code)::text;
      END IF;
    END IF;
    DELETE FROM devices.sight WHERE cause_id = OLD.transfer_id AND device_id = NEW.id AND cause_kind = 'transfer';
    RETURN NULL;
  END $$;
  CREATE TRIGGER custody_needs_confirmation AFTER UPDATE ON devices.device FOR EACH ROW
    WHEN (OLD.state = 'in_transit' AND NEW.state <> 'in_transit')
    EXECUTE FUNCTION logistics.custody_needs_confirmation();

  CREATE FUNCTION logistics.crate_is_the_holders() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM devices.container c WHERE c.id = NEW.container_id AND c.organisation_id = NEW.holder_org_id AND c.transfer_id IS NULL) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.container_elsewhere', DETAIL = json_build_object('code', NEW.code)::text;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER crate_is_the_holders AFTER UPDATE ON devices.device FOR EACH ROW
    WHEN (NEW.container_id IS NOT NULL AND NEW.container_id IS DISTINCT FROM OLD.container_id)
    EXECUTE FUNCTION logistics.crate_is_the_holders();
`;
