import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '#database';

/**
 * The rules of devices that neither a race nor a script may break: a change of state, place or holder needs its own
 * history row of the same transaction, along `devices.lifecycle`; an epoch of data begins whenever a device comes
 * back from a person or from nowhere.
 */
export default class DeviceRules1764000031000 implements MigrationInterface {
  name = 'DeviceRules1764000031000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(RULES);
    for (const table of ['devices.device_event', 'devices.snapshot', 'devices.medium']) await appendOnly(q, table);
    await q.query(`
      REVOKE INSERT, UPDATE, DELETE ON devices.lifecycle FROM bn_app;
      REVOKE DELETE ON devices.device, devices.asset_code, devices.alias, devices.container FROM bn_app;
    `);
    for (const [verb, from, to] of LIFECYCLE_ROWS) {
      await q.query('INSERT INTO devices.lifecycle (verb, from_state, to_state) VALUES ($1, $2, $3)', [verb, from, to]);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER history_tells ON devices.device;
      DROP TRIGGER count_epochs ON devices.device;
      DROP TRIGGER first_epoch ON devices.device;
      DROP TRIGGER device_follows ON devices.device_event;
      DROP FUNCTION devices.history_tells, devices.count_epochs, devices.first_epoch, devices.device_follows;
      DROP FUNCTION devices.location_of, devices.holder_of;
      DELETE FROM devices.lifecycle;
    `);
  }
}

const RULES = `
  CREATE FUNCTION devices.location_of(d devices.device) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN d.place_id IS NOT NULL THEN 'place:' || d.place_id
                WHEN d.container_id IS NOT NULL THEN 'container:' || d.container_id
                WHEN d.transfer_id IS NOT NULL THEN 'transfer:' || d.transfer_id ELSE 'holder' END $$;
  CREATE FUNCTION devices.holder_of(d devices.device) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN d.holder_org_id IS NOT NULL THEN 'org:' || d.holder_org_id ELSE 'ref:' || d.holder_ref END $$;

  -- Epochs are counted here and nowhere else, so that old evidence can never serve twice.
  CREATE FUNCTION devices.count_epochs() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.code <> OLD.code OR NEW.id <> OLD.id THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_is_for_ever';
    END IF;
    NEW.data_epoch := OLD.data_epoch + CASE
      WHEN OLD.holder_ref IS NOT NULL AND NEW.holder_ref IS NULL THEN 1
      WHEN OLD.state = 'lost' AND NEW.state <> 'lost' THEN 1
      ELSE 0 END;
    NEW.changed_at := now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER count_epochs BEFORE UPDATE ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.count_epochs();

  CREATE FUNCTION devices.first_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.data_epoch := 1;
    RETURN NEW;
  END $$;
  CREATE TRIGGER first_epoch BEFORE INSERT ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.first_epoch();

  -- What is true of a device is what its newest history row, written in this very transaction, says.
  CREATE FUNCTION devices.history_tells() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE e devices.device_event; before_state text := 'none'; before_location text; before_holder text;
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      before_state := OLD.state; before_location := devices.location_of(OLD); before_holder := devices.holder_of(OLD);
      IF NEW.last_event_id = OLD.last_event_id THEN
        IF (before_state, before_location, before_holder) IS DISTINCT FROM (NEW.state, devices.location_of(NEW), devices.holder_of(NEW)) THEN
          RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
        END IF;
        RETURN NULL;
      END IF;
    END IF;
    SELECT * INTO e FROM devices.device_event WHERE id = NEW.last_event_id;
    IF e.id IS NULL OR e.device_id <> NEW.id OR e.txid <> pg_current_xact_id()
      OR (e.from_state, e.to_state) IS DISTINCT FROM (before_state, NEW.state)
      OR (e.location_from, e.location_to) IS DISTINCT FROM (before_location, devices.location_of(NEW))
      OR (e.holder_from, e.holder_to) IS DISTINCT FROM (before_holder, devices.holder_of(NEW)) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER history_tells AFTER INSERT OR UPDATE ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.history_tells();

  -- The other direction: a history row whose device never followed it is a lie.
  CREATE FUNCTION devices.device_follows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM devices.device WHERE id = NEW.device_id AND last_event_id >= NEW.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.history_without_change';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER device_follows AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION devices.device_follows();
`;

/** As of this migration; a test compares the table with `device.lifecycle.ts`, a later change is a later migration. */
const LIFECYCLE_ROWS = Object.entries({
  log: 'none>received',
  correct:
    'received>received at_workshop>at_workshop in_stock>in_stock reserved>reserved delivered>delivered in_maintenance>in_maintenance returned>returned in_transit>in_transit handed_over>handed_over',
  move: 'received>received at_workshop>at_workshop in_stock>in_stock reserved>reserved delivered>delivered in_maintenance>in_maintenance returned>returned',
  take_inventory:
    'received>received at_workshop>at_workshop in_stock>in_stock reserved>reserved delivered>delivered in_maintenance>in_maintenance returned>returned',
  dispatch:
    'received>in_transit at_workshop>in_transit in_stock>in_transit reserved>in_transit delivered>in_transit in_maintenance>in_transit returned>in_transit',
  call_back:
    'in_transit>received in_transit>at_workshop in_transit>in_stock in_transit>reserved in_transit>delivered in_transit>in_maintenance in_transit>returned',
  arrive: 'in_transit>received',
  arrive_at_workshop: 'in_transit>at_workshop',
  arrive_in_stock: 'in_transit>in_stock',
  arrive_delivered: 'in_transit>delivered',
  record_erasure:
    'received>received at_workshop>at_workshop in_stock>in_stock reserved>reserved delivered>delivered in_maintenance>in_maintenance returned>returned',
  record_test:
    'received>received at_workshop>at_workshop in_stock>in_stock reserved>reserved delivered>delivered in_maintenance>in_maintenance returned>returned',
  record_repair:
    'received>received at_workshop>at_workshop in_stock>in_stock reserved>reserved delivered>delivered in_maintenance>in_maintenance returned>returned',
  grade:
    'received>received at_workshop>at_workshop in_stock>in_stock reserved>reserved delivered>delivered in_maintenance>in_maintenance returned>returned',
  put_in_stock: 'at_workshop>in_stock received>in_stock returned>in_stock in_maintenance>in_stock',
  back_to_bench: 'in_stock>at_workshop',
  reserve: 'in_stock>reserved',
  release: 'reserved>in_stock reserved>received',
  hand_over: 'delivered>handed_over',
  take_back: 'handed_over>returned',
  take_for_repair: 'handed_over>in_maintenance',
  give_back: 'in_maintenance>handed_over',
  recycle:
    'received>recycled at_workshop>recycled in_stock>recycled delivered>recycled in_maintenance>recycled returned>recycled',
  dismantle: 'received>dismantled at_workshop>dismantled in_maintenance>dismantled returned>dismantled',
  report_lost:
    'received>lost at_workshop>lost in_stock>lost reserved>lost delivered>lost in_maintenance>lost returned>lost in_transit>lost handed_over>lost',
  find: 'lost>received',
  return_to_donor: 'received>given_back at_workshop>given_back returned>given_back',
}).flatMap(([verb, moves]) => moves.split(' ').map((move) => [verb, ...move.split('>')]));
