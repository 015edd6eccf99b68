CREATE OR REPLACE TRIGGER controller_tells AFTER UPDATE ON incidents.controller FOR EACH ROW EXECUTE FUNCTION incidents.controller_tells();
