CREATE OR REPLACE TRIGGER history_tells AFTER INSERT OR UPDATE ON sims.sim FOR EACH ROW EXECUTE FUNCTION sims.history_tells();

CREATE OR REPLACE TRIGGER for_structures BEFORE UPDATE OF structure_id ON sims.sim
  FOR EACH ROW WHEN (NEW.structure_id IS NOT NULL AND NEW.structure_id IS DISTINCT FROM OLD.structure_id)
  EXECUTE FUNCTION sims.for_structures();
