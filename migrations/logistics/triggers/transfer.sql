CREATE OR REPLACE TRIGGER transfer_goes_forward BEFORE UPDATE ON logistics.transfer FOR EACH ROW EXECUTE FUNCTION logistics.transfer_goes_forward();
