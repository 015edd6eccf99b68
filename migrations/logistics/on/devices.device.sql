CREATE OR REPLACE TRIGGER road_needs_a_line AFTER UPDATE OF transfer_id ON devices.device FOR EACH ROW
  WHEN (NEW.transfer_id IS NOT NULL AND NEW.transfer_id IS DISTINCT FROM OLD.transfer_id)
  EXECUTE FUNCTION logistics.road_needs_a_line();

CREATE OR REPLACE TRIGGER custody_needs_confirmation AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = 'in_transit' AND NEW.state <> 'in_transit')
  EXECUTE FUNCTION logistics.custody_needs_confirmation();

CREATE OR REPLACE TRIGGER crate_is_the_holders AFTER UPDATE OF container_id ON devices.device FOR EACH ROW
  WHEN (NEW.container_id IS NOT NULL AND NEW.container_id IS DISTINCT FROM OLD.container_id)
  EXECUTE FUNCTION logistics.crate_is_the_holders();
