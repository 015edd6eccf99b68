CREATE OR REPLACE TRIGGER person_is_corrected BEFORE UPDATE OF name, email ON people.app_user FOR EACH ROW
  WHEN (NEW.name <> OLD.name OR NEW.email <> OLD.email) EXECUTE FUNCTION people.person_is_corrected();
CREATE OR REPLACE TRIGGER account_closes BEFORE INSERT OR UPDATE OF active ON people.app_user FOR EACH ROW EXECUTE FUNCTION people.account_closes();
