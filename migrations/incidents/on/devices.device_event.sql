CREATE OR REPLACE TRIGGER device_lost AFTER INSERT ON devices.device_event
  FOR EACH ROW WHEN (NEW.to_state = 'lost' AND NEW.from_state <> 'lost' AND NEW.origin = 'seen') EXECUTE FUNCTION incidents.device_lost();

CREATE OR REPLACE TRIGGER device_found AFTER INSERT ON devices.device_event
  FOR EACH ROW WHEN (NEW.from_state = 'lost' AND NEW.to_state <> 'lost') EXECUTE FUNCTION incidents.device_found();
