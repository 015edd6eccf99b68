-- All triggers of a device. Postgres fires those of one event in the order of their names.
-- They name the columns that they are about: a statement that sets none of these costs them nothing, while a WHEN is read and planned
-- anew by every statement. That is as strict, since no BEFORE trigger sets one of these columns.

CREATE OR REPLACE TRIGGER count_epochs BEFORE UPDATE ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.count_epochs();

CREATE OR REPLACE TRIGGER withdrawn_may_be AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn') EXECUTE FUNCTION devices.withdrawn_may_be();

CREATE OR REPLACE TRIGGER withdrawal_undone AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') EXECUTE FUNCTION devices.withdrawal_undone();

CREATE OR REPLACE TRIGGER merge_fits BEFORE UPDATE OF merged_into ON devices.device
  FOR EACH ROW EXECUTE FUNCTION corrections.merge_fits('device_merged', 'device_unmerged');

CREATE OR REPLACE TRIGGER history_tells AFTER UPDATE OF state, place_id, container_id, transfer_id, holder_org_id, holder_ref, last_event_id
  ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.history_tells();

CREATE OR REPLACE TRIGGER former_values AFTER UPDATE OF category, make, model, serial, serial_key, condition, processor, memory_mb, donation_id,
  donor_kind, public_origin, resale_forbidden, price_ceiling_cents, to_check ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.former_values();

-- Before former_values, which writes what was to be checked: they fire in the order of their names.
CREATE OR REPLACE TRIGGER check_is_answered AFTER UPDATE OF to_check ON devices.device FOR EACH ROW EXECUTE FUNCTION devices.check_is_answered();

CREATE OR REPLACE TRIGGER history_tells_of_new AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
  FOR EACH STATEMENT EXECUTE FUNCTION devices.history_tells_of_new();

CREATE OR REPLACE TRIGGER first_epoch BEFORE INSERT ON devices.device FOR EACH ROW WHEN (NEW.data_epoch <> 1) EXECUTE FUNCTION devices.first_epoch();

CREATE OR REPLACE TRIGGER place_is_open AFTER UPDATE OF place_id ON devices.device FOR EACH ROW
  WHEN (NEW.place_id IS NOT NULL AND NEW.place_id IS DISTINCT FROM OLD.place_id) EXECUTE FUNCTION people.place_is_open();

CREATE OR REPLACE TRIGGER places_are_open AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
  FOR EACH STATEMENT EXECUTE FUNCTION devices.places_are_open();

CREATE OR REPLACE TRIGGER crate_stands_open AFTER UPDATE OF container_id ON devices.device FOR EACH ROW
  WHEN (NEW.container_id IS NOT NULL AND NEW.container_id IS DISTINCT FROM OLD.container_id) EXECUTE FUNCTION devices.device_stands_open();

-- Found, or out by mistake: its place may have closed since, which it did not hold open.
CREATE OR REPLACE TRIGGER back_stands_open AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = ANY (devices.out_states()) AND NEW.state <> ALL (devices.out_states())) EXECUTE FUNCTION devices.device_stands_open();

CREATE OR REPLACE TRIGGER media_of_double AFTER UPDATE OF merged_into ON devices.device FOR EACH ROW
  WHEN (NEW.merged_into IS NOT NULL AND NEW.merged_into IS DISTINCT FROM OLD.merged_into) EXECUTE FUNCTION devices.media_of_double();
