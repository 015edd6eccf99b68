CREATE OR REPLACE TRIGGER key_name_goes BEFORE UPDATE OF name, contact ON people.machine_credential FOR EACH ROW
  WHEN (NEW.name <> OLD.name OR NEW.contact <> OLD.contact) EXECUTE FUNCTION people.key_name_goes();
CREATE OR REPLACE TRIGGER credential_fits BEFORE INSERT OR UPDATE OF expires_at ON people.machine_credential
  FOR EACH ROW EXECUTE FUNCTION people.credential_fits();
