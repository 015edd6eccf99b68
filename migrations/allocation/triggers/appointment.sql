CREATE OR REPLACE TRIGGER kept_for_appointment BEFORE INSERT ON allocation.appointment FOR EACH ROW EXECUTE FUNCTION allocation.kept_for_appointment();
