CREATE OR REPLACE TRIGGER donation_tells AFTER INSERT OR UPDATE ON intake.donation FOR EACH ROW EXECUTE FUNCTION intake.donation_tells();

CREATE OR REPLACE TRIGGER cancelled_is_empty AFTER UPDATE OF state ON intake.donation FOR EACH ROW
  WHEN (NEW.state = 'cancelled') EXECUTE FUNCTION intake.cancelled_is_empty();

-- One that is over, as another tool told of it, is wherever it was.
CREATE OR REPLACE TRIGGER place_is_open AFTER INSERT ON intake.donation FOR EACH ROW
  WHEN (NEW.state = ANY (intake.open_states())) EXECUTE FUNCTION people.place_is_open();

CREATE OR REPLACE TRIGGER other_place_is_open AFTER UPDATE OF place_id, state ON intake.donation FOR EACH ROW
  WHEN (NEW.state = ANY (intake.open_states()) AND (NEW.place_id <> OLD.place_id OR OLD.state <> ALL (intake.open_states())))
  EXECUTE FUNCTION people.place_is_open();

CREATE OR REPLACE TRIGGER organisation_is_open BEFORE INSERT ON intake.donation FOR EACH ROW
  WHEN (NEW.state = ANY (intake.open_states())) EXECUTE FUNCTION people.organisation_is_open('organisation_id');

-- A correction of its donor is no step of it: it has waited as long as before.
CREATE OR REPLACE TRIGGER changed_now BEFORE UPDATE OF state, expected_on ON intake.donation FOR EACH ROW EXECUTE FUNCTION platform.changed_now();

CREATE OR REPLACE TRIGGER former_values AFTER UPDATE OF donor_id, expected_on ON intake.donation
  FOR EACH ROW EXECUTE FUNCTION intake.former_values('donor_id', 'expected_on');

CREATE OR REPLACE TRIGGER other_donors_deposit AFTER UPDATE OF donor_id ON intake.donation FOR EACH ROW
  WHEN (NEW.donor_id <> OLD.donor_id) EXECUTE FUNCTION intake.donation_deposit();
