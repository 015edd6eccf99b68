CREATE OR REPLACE TRIGGER history_tells AFTER INSERT OR UPDATE ON sims.sim FOR EACH ROW EXECUTE FUNCTION sims.history_tells();

CREATE OR REPLACE TRIGGER for_structures BEFORE UPDATE OF structure_id ON sims.sim
  FOR EACH ROW WHEN (NEW.structure_id IS NOT NULL AND NEW.structure_id IS DISTINCT FROM OLD.structure_id)
  EXECUTE FUNCTION sims.for_structures();

CREATE OR REPLACE TRIGGER organisation_is_open BEFORE UPDATE OF structure_id ON sims.sim FOR EACH ROW
  WHEN (NEW.structure_id IS NOT NULL AND NEW.structure_id IS DISTINCT FROM OLD.structure_id)
  EXECUTE FUNCTION people.organisation_is_open('structure_id');

CREATE OR REPLACE TRIGGER organisation_is_open_at_first BEFORE INSERT ON sims.sim FOR EACH ROW
  WHEN (NEW.structure_id IS NOT NULL) EXECUTE FUNCTION people.organisation_is_open('structure_id');
