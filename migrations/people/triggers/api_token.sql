CREATE OR REPLACE TRIGGER key_name_goes BEFORE UPDATE OF name ON people.api_token FOR EACH ROW
  WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION people.key_name_goes();
