CREATE OR REPLACE TRIGGER device_lost AFTER INSERT ON devices.device_event
  FOR EACH ROW WHEN (NEW.to_state = 'lost' AND NEW.from_state <> 'lost' AND NEW.origin = 'seen') EXECUTE FUNCTION incidents.device_lost();

CREATE OR REPLACE TRIGGER device_found AFTER INSERT ON devices.device_event
  FOR EACH ROW WHEN (NEW.from_state = 'lost' AND NEW.to_state <> 'lost') EXECUTE FUNCTION incidents.device_found();

-- At the end of the transaction, when the device and its gift say what is right.
DROP TRIGGER IF EXISTS origin_corrected ON devices.device_event;
CREATE CONSTRAINT TRIGGER origin_corrected AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.verb = 'correct_origin') EXECUTE FUNCTION incidents.origin_corrected();
