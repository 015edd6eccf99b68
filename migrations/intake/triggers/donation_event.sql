CALL platform.append_only('intake.donation_event');

DROP TRIGGER IF EXISTS publish ON intake.donation_event;
CREATE CONSTRAINT TRIGGER publish AFTER INSERT ON intake.donation_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION intake.publish_donation_event();
