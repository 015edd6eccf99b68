CALL platform.append_only('intake.donation_decision');

CREATE OR REPLACE TRIGGER ends_deposit AFTER INSERT ON intake.donation_decision FOR EACH ROW EXECUTE FUNCTION intake.donation_deposit();
