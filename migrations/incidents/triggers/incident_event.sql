CALL platform.append_only('incidents.incident_event');

DROP TRIGGER IF EXISTS incident_follows ON incidents.incident_event;
CREATE CONSTRAINT TRIGGER incident_follows AFTER INSERT ON incidents.incident_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION incidents.incident_follows();

CREATE OR REPLACE TRIGGER publish AFTER INSERT ON incidents.incident_event REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION incidents.publish_incident_events();
