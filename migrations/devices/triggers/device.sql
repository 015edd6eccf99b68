-- All triggers of a device. Postgres fires those of one event in the order of their names.
-- They name the columns that they are about: a statement that sets none of these costs them nothing, while a WHEN is read and planned
-- anew by every statement. That is as strict, since no BEFORE trigger sets one of these columns.

CREATE OR REPLACE TRIGGER count_epochs BEFORE UPDATE ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.count_epochs();

CREATE OR REPLACE TRIGGER road_needs_a_line AFTER UPDATE OF transfer_id ON devices.device FOR EACH ROW
  WHEN (NEW.transfer_id IS NOT NULL AND NEW.transfer_id IS DISTINCT FROM OLD.transfer_id)
  EXECUTE FUNCTION logistics.road_needs_a_line();

CREATE OR REPLACE TRIGGER custody_needs_confirmation AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = 'in_transit' AND NEW.state <> 'in_transit')
  EXECUTE FUNCTION logistics.custody_needs_confirmation();

CREATE OR REPLACE TRIGGER crate_is_the_holders AFTER UPDATE OF container_id ON devices.device FOR EACH ROW
  WHEN (NEW.container_id IS NOT NULL AND NEW.container_id IS DISTINCT FROM OLD.container_id)
  EXECUTE FUNCTION logistics.crate_is_the_holders();

CREATE OR REPLACE TRIGGER device_of_open_donation AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
  FOR EACH STATEMENT EXECUTE FUNCTION intake.device_of_open_donation();

CREATE OR REPLACE TRIGGER device_origin_stays BEFORE UPDATE OF donation_id, donor_kind, public_origin, resale_forbidden, price_ceiling_cents
  ON devices.device FOR EACH ROW EXECUTE FUNCTION intake.device_origin_stays();

-- What count_epochs counts by.
CREATE OR REPLACE TRIGGER epoch_begins_again AFTER UPDATE OF state, holder_ref ON devices.device FOR EACH ROW
  WHEN (NEW.data_epoch <> OLD.data_epoch) EXECUTE FUNCTION refurbishment.epoch_begins();

CREATE OR REPLACE TRIGGER gate AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND (NEW.state = ANY (devices.proven_states()) OR NEW.state = 'handed_over' AND OLD.state = 'delivered'))
  EXECUTE FUNCTION refurbishment.gate();

CREATE OR REPLACE TRIGGER end_is_told AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND NEW.state = ANY (refurbishment.ending_states())) EXECUTE FUNCTION refurbishment.end_is_told();

CREATE OR REPLACE TRIGGER work_order_ends AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (NEW.state = 'in_stock' AND OLD.state <> 'in_stock') EXECUTE FUNCTION refurbishment.work_order_ends();

CREATE OR REPLACE TRIGGER reservation_ends AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = ANY (allocation.kept_states()) AND NEW.state <> ALL (allocation.kept_states()))
  EXECUTE FUNCTION allocation.reservation_ends();

CREATE OR REPLACE TRIGGER delivered_elsewhere AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state <> 'delivered' AND NEW.state = 'delivered') EXECUTE FUNCTION allocation.delivered_elsewhere();

CREATE OR REPLACE TRIGGER handover_ends AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND NEW.state = ANY (allocation.handover_ending_states()))
  EXECUTE FUNCTION allocation.handover_ends();

CREATE OR REPLACE TRIGGER withdrawn_may_be AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn') EXECUTE FUNCTION devices.withdrawn_may_be();

CREATE OR REPLACE TRIGGER withdrawal_undone AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') EXECUTE FUNCTION devices.withdrawal_undone();

CREATE OR REPLACE TRIGGER merge_fits BEFORE UPDATE OF merged_into ON devices.device
  FOR EACH ROW EXECUTE FUNCTION corrections.merge_fits('device_merged', 'device_unmerged');

CREATE OR REPLACE TRIGGER history_tells AFTER UPDATE OF state, place_id, container_id, transfer_id, holder_org_id, holder_ref, last_event_id
  ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.history_tells();

CREATE OR REPLACE TRIGGER former_values AFTER UPDATE OF category, make, model, serial, serial_key, condition, processor, memory_mb, donation_id,
  donor_kind, public_origin, resale_forbidden, price_ceiling_cents ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.former_values();

CREATE OR REPLACE TRIGGER history_tells_of_new AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
  FOR EACH STATEMENT EXECUTE FUNCTION devices.history_tells_of_new();

CREATE OR REPLACE TRIGGER first_epoch BEFORE INSERT ON devices.device FOR EACH ROW WHEN (NEW.data_epoch <> 1) EXECUTE FUNCTION devices.first_epoch();

CREATE OR REPLACE TRIGGER epoch_begins AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
  FOR EACH STATEMENT EXECUTE FUNCTION refurbishment.epochs_begin();

-- From a repair it goes back to the person who has it; on the road it was kept for somebody before.
CREATE OR REPLACE TRIGGER deposit_waits AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND NEW.state = ANY (intake.given_states()) AND OLD.state <> 'in_maintenance' AND OLD.state <> 'in_transit')
  EXECUTE FUNCTION intake.deposit_waits();

CREATE OR REPLACE TRIGGER place_is_open AFTER UPDATE OF place_id ON devices.device FOR EACH ROW
  WHEN (NEW.place_id IS NOT NULL AND NEW.place_id IS DISTINCT FROM OLD.place_id) EXECUTE FUNCTION people.place_is_open();

CREATE OR REPLACE TRIGGER places_are_open AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
  FOR EACH STATEMENT EXECUTE FUNCTION people.places_are_open();

CREATE OR REPLACE TRIGGER crate_stands_open AFTER UPDATE OF container_id ON devices.device FOR EACH ROW
  WHEN (NEW.container_id IS NOT NULL AND NEW.container_id IS DISTINCT FROM OLD.container_id) EXECUTE FUNCTION people.device_stands_open();

-- Found, or out by mistake: its place may have closed since, which it did not hold open.
CREATE OR REPLACE TRIGGER back_stands_open AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = ANY (devices.out_states()) AND NEW.state <> ALL (devices.out_states())) EXECUTE FUNCTION people.device_stands_open();

CREATE OR REPLACE TRIGGER media_of_double AFTER UPDATE OF merged_into ON devices.device FOR EACH ROW
  WHEN (NEW.merged_into IS NOT NULL AND NEW.merged_into IS DISTINCT FROM OLD.merged_into) EXECUTE FUNCTION devices.media_of_double();
