CREATE OR REPLACE TRIGGER report_stays BEFORE UPDATE ON maintenance.report FOR EACH ROW EXECUTE FUNCTION maintenance.report_stays();
