CREATE OR REPLACE TRIGGER donation_tells AFTER INSERT OR UPDATE ON intake.donation FOR EACH ROW EXECUTE FUNCTION intake.donation_tells();

CREATE OR REPLACE TRIGGER cancelled_is_empty AFTER UPDATE OF state ON intake.donation FOR EACH ROW
  WHEN (NEW.state = 'cancelled') EXECUTE FUNCTION intake.cancelled_is_empty();
