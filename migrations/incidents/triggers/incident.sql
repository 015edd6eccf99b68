CREATE OR REPLACE TRIGGER history_tells AFTER INSERT OR UPDATE OF state, ended_at, last_event_id ON incidents.incident
  FOR EACH ROW EXECUTE FUNCTION incidents.history_tells();
