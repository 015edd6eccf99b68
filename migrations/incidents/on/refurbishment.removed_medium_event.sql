CREATE OR REPLACE TRIGGER medium_lost AFTER INSERT ON refurbishment.removed_medium_event
  FOR EACH ROW WHEN (NEW.to_state = 'lost' AND NEW.from_state = 'kept') EXECUTE FUNCTION incidents.medium_lost();

CREATE OR REPLACE TRIGGER medium_found AFTER INSERT ON refurbishment.removed_medium_event
  FOR EACH ROW WHEN (NEW.from_state = 'lost' AND NEW.to_state <> 'lost') EXECUTE FUNCTION incidents.medium_found();
