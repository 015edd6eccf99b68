CREATE OR REPLACE TRIGGER place_stays BEFORE UPDATE ON people.place FOR EACH ROW EXECUTE FUNCTION people.place_stays();

CREATE OR REPLACE TRIGGER name_is_kept BEFORE UPDATE OF name ON people.place FOR EACH ROW
  WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION people.name_is_kept();

CREATE OR REPLACE TRIGGER closes_empty AFTER UPDATE OF active ON people.place FOR EACH ROW
  WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION people.closes_empty();
