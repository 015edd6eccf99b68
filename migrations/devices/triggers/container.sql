CREATE OR REPLACE TRIGGER place_is_open AFTER INSERT OR UPDATE OF place_id ON devices.container FOR EACH ROW
  WHEN (NEW.place_id IS NOT NULL) EXECUTE FUNCTION people.place_is_open();
