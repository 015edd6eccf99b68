CREATE OR REPLACE TRIGGER received_stays BEFORE UPDATE ON inventories.received FOR EACH ROW EXECUTE FUNCTION inventories.received_stays();
