CREATE OR REPLACE TRIGGER history_tells AFTER INSERT OR UPDATE ON maintenance.ticket FOR EACH ROW EXECUTE FUNCTION maintenance.history_tells();
