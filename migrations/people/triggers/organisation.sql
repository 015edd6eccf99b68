CREATE OR REPLACE TRIGGER structure_may_go AFTER UPDATE OF merged_into ON people.organisation
  FOR EACH ROW EXECUTE FUNCTION people.structure_may_go();

CREATE OR REPLACE TRIGGER name_is_kept BEFORE UPDATE OF name ON people.organisation FOR EACH ROW
  WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION people.name_is_kept();

-- One that was entered twice goes by its own rule.
CREATE OR REPLACE TRIGGER closes_empty AFTER UPDATE OF active ON people.organisation FOR EACH ROW
  WHEN (OLD.active AND NOT NEW.active AND NEW.merged_into IS NULL) EXECUTE FUNCTION people.closes_empty();
