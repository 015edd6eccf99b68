CREATE OR REPLACE TRIGGER same_person AFTER INSERT ON devices.device_event
  FOR EACH ROW WHEN (NEW.verb = 'give_back') EXECUTE FUNCTION maintenance.same_person();
