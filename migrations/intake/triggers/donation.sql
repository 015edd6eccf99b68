CREATE OR REPLACE TRIGGER donation_tells AFTER INSERT OR UPDATE ON intake.donation FOR EACH ROW EXECUTE FUNCTION intake.donation_tells();
