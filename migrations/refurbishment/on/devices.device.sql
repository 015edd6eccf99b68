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

CREATE OR REPLACE TRIGGER epoch_begins AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
  FOR EACH STATEMENT EXECUTE FUNCTION refurbishment.epochs_begin();
