CREATE OR REPLACE TRIGGER steps BEFORE INSERT OR UPDATE ON maintenance.ticket FOR EACH ROW EXECUTE FUNCTION maintenance.ticket_steps();

CREATE OR REPLACE TRIGGER history_tells AFTER INSERT OR UPDATE ON maintenance.ticket FOR EACH ROW EXECUTE FUNCTION maintenance.history_tells();

CREATE OR REPLACE TRIGGER fault_of_person AFTER INSERT OR UPDATE OF device_id ON maintenance.ticket
  FOR EACH ROW WHEN (NEW.device_id IS NOT NULL) EXECUTE FUNCTION maintenance.fault_of_person();

-- A closed structure takes care of no fault: of its devices' the bank does.
CREATE OR REPLACE TRIGGER organisation_is_open BEFORE INSERT ON maintenance.ticket FOR EACH ROW
  WHEN (NEW.structure_id IS NOT NULL AND NEW.ended_at IS NULL) EXECUTE FUNCTION people.organisation_is_open('structure_id');

CREATE OR REPLACE TRIGGER organisation_is_open_again BEFORE UPDATE OF structure_id, ended_at ON maintenance.ticket FOR EACH ROW
  WHEN (NEW.structure_id IS NOT NULL AND NEW.ended_at IS NULL AND (NEW.structure_id IS DISTINCT FROM OLD.structure_id OR OLD.ended_at IS NOT NULL))
  EXECUTE FUNCTION people.organisation_is_open('structure_id');
