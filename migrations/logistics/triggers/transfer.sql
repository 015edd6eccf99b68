CREATE OR REPLACE TRIGGER transfer_goes_forward BEFORE UPDATE ON logistics.transfer FOR EACH ROW EXECUTE FUNCTION logistics.transfer_goes_forward();

CREATE OR REPLACE TRIGGER place_is_open AFTER INSERT ON logistics.transfer FOR EACH ROW EXECUTE FUNCTION people.place_is_open();

CREATE OR REPLACE TRIGGER other_place_is_open AFTER UPDATE OF to_place_id ON logistics.transfer FOR EACH ROW
  WHEN (NEW.to_place_id <> OLD.to_place_id) EXECUTE FUNCTION people.place_is_open();

-- Its ends never change.
CREATE OR REPLACE TRIGGER ends_are_open BEFORE INSERT ON logistics.transfer FOR EACH ROW
  EXECUTE FUNCTION people.organisation_is_open('from_org_id', 'to_org_id');

CREATE OR REPLACE TRIGGER publish_open AFTER INSERT ON logistics.transfer FOR EACH ROW EXECUTE FUNCTION logistics.publish_transfer_event();

CREATE OR REPLACE TRIGGER publish AFTER UPDATE OF state, departed_at ON logistics.transfer FOR EACH ROW
  WHEN (NEW.state <> OLD.state OR (NEW.departed_at IS NULL) <> (OLD.departed_at IS NULL)) EXECUTE FUNCTION logistics.publish_transfer_event();
