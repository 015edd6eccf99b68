CREATE OR REPLACE TRIGGER removed_is_out BEFORE INSERT OR UPDATE ON refurbishment.removed_medium
  FOR EACH ROW EXECUTE FUNCTION refurbishment.removed_is_out();

CREATE OR REPLACE TRIGGER removed_tells AFTER INSERT OR UPDATE ON refurbishment.removed_medium FOR EACH ROW EXECUTE FUNCTION refurbishment.removed_tells();

CREATE OR REPLACE TRIGGER place_is_open AFTER INSERT ON refurbishment.removed_medium FOR EACH ROW
  WHEN (NEW.place_id IS NOT NULL AND NEW.state = 'kept') EXECUTE FUNCTION people.place_is_open();

CREATE OR REPLACE TRIGGER other_place_is_open AFTER UPDATE OF place_id, state ON refurbishment.removed_medium FOR EACH ROW
  WHEN (NEW.place_id IS NOT NULL AND NEW.state = 'kept' AND (NEW.place_id IS DISTINCT FROM OLD.place_id OR OLD.state <> 'kept'))
  EXECUTE FUNCTION people.place_is_open();
