CREATE OR REPLACE TRIGGER batch_name_goes BEFORE UPDATE OF name ON sims.batch FOR EACH ROW EXECUTE FUNCTION sims.batch_name_goes();
