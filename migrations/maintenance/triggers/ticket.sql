CREATE OR REPLACE TRIGGER steps BEFORE INSERT OR UPDATE ON maintenance.ticket FOR EACH ROW EXECUTE FUNCTION maintenance.ticket_steps();

CREATE OR REPLACE TRIGGER history_tells AFTER INSERT OR UPDATE ON maintenance.ticket FOR EACH ROW EXECUTE FUNCTION maintenance.history_tells();

CREATE OR REPLACE TRIGGER fault_of_person AFTER INSERT OR UPDATE OF device_id ON maintenance.ticket
  FOR EACH ROW WHEN (NEW.device_id IS NOT NULL) EXECUTE FUNCTION maintenance.fault_of_person();
