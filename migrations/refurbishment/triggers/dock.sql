CREATE OR REPLACE TRIGGER dock_fits BEFORE INSERT OR UPDATE ON refurbishment.dock FOR EACH ROW EXECUTE FUNCTION refurbishment.dock_fits();
