CALL platform.append_only('allocation.request_event');

CREATE OR REPLACE TRIGGER publish AFTER INSERT ON allocation.request_event REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION allocation.publish_request_events();
