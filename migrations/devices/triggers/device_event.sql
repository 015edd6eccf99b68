CALL platform.append_only('devices.device_event');

-- A device follows its history in the very statement that writes it.
DROP TRIGGER IF EXISTS device_follows ON devices.device_event;
CREATE TRIGGER device_follows AFTER INSERT ON devices.device_event REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION devices.device_follows();

CREATE OR REPLACE TRIGGER publish AFTER INSERT ON devices.device_event REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION devices.publish_device_events();
