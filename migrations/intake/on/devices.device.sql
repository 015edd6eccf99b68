CREATE OR REPLACE TRIGGER device_of_open_donation AFTER INSERT ON devices.device REFERENCING NEW TABLE AS new_devices
  FOR EACH STATEMENT EXECUTE FUNCTION intake.device_of_open_donation();

CREATE OR REPLACE TRIGGER device_origin_stays BEFORE UPDATE OF donation_id, donor_kind, public_origin, resale_forbidden, price_ceiling_cents
  ON devices.device FOR EACH ROW EXECUTE FUNCTION intake.device_origin_stays();

CREATE OR REPLACE TRIGGER device_deposit BEFORE INSERT ON devices.device FOR EACH ROW
  WHEN (NEW.public_origin OR NEW.in_deposit) EXECUTE FUNCTION intake.device_deposit();

CREATE OR REPLACE TRIGGER device_deposit_anew BEFORE UPDATE OF donation_id, public_origin, in_deposit ON devices.device
  FOR EACH ROW EXECUTE FUNCTION intake.device_deposit();

-- From a repair it goes back to the person who has it; on the road it was kept for somebody before.
CREATE OR REPLACE TRIGGER deposit_waits AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND NEW.state = ANY (intake.given_states()) AND OLD.state <> 'in_maintenance' AND OLD.state <> 'in_transit')
  EXECUTE FUNCTION intake.deposit_waits();

CREATE OR REPLACE TRIGGER former_donation AFTER UPDATE OF donation_id ON devices.device FOR EACH ROW
  WHEN (NEW.donation_id IS DISTINCT FROM OLD.donation_id) EXECUTE FUNCTION intake.former_donation();

-- Both before the triggers of devices that ask what keeps it (withdrawn_may_be, withdrawal_undone): they fire in the order of their names.
CREATE OR REPLACE TRIGGER donation_is_held AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND NEW.donation_id IS NOT NULL) EXECUTE FUNCTION intake.donation_is_held();

CREATE OR REPLACE TRIGGER double_comes_back AFTER UPDATE OF state ON devices.device FOR EACH ROW
  WHEN (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn' AND NEW.donation_id IS NOT NULL) EXECUTE FUNCTION intake.double_comes_back();
