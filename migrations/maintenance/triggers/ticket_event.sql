CALL platform.append_only('maintenance.ticket_event');

DROP TRIGGER IF EXISTS ticket_follows ON maintenance.ticket_event;
CREATE CONSTRAINT TRIGGER ticket_follows AFTER INSERT ON maintenance.ticket_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION maintenance.ticket_follows();

CREATE OR REPLACE TRIGGER publish AFTER INSERT ON maintenance.ticket_event REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION maintenance.publish_ticket_events();
