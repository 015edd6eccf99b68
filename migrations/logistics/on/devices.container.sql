CREATE OR REPLACE TRIGGER crate_code_is_free BEFORE INSERT ON devices.container FOR EACH ROW EXECUTE FUNCTION logistics.crate_code_is_free();
