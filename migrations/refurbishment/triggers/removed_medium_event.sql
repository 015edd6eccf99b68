CALL platform.append_only('refurbishment.removed_medium_event');

CREATE OR REPLACE TRIGGER removed_event_fits BEFORE INSERT ON refurbishment.removed_medium_event FOR EACH ROW EXECUTE FUNCTION refurbishment.removed_event_fits();

CREATE OR REPLACE TRIGGER removed_result_serves_once AFTER INSERT ON refurbishment.removed_medium_event FOR EACH ROW
  WHEN (NEW.drive_result_id IS NOT NULL) EXECUTE FUNCTION refurbishment.removed_result_serves_once();

CREATE OR REPLACE TRIGGER removed_result_is_free_again AFTER INSERT ON refurbishment.removed_medium_event FOR EACH ROW
  WHEN (NEW.verb = ANY (refurbishment.removed_reopening_verbs())) EXECUTE FUNCTION refurbishment.removed_result_is_free_again();

DROP TRIGGER IF EXISTS removed_follows ON refurbishment.removed_medium_event;
CREATE CONSTRAINT TRIGGER removed_follows AFTER INSERT ON refurbishment.removed_medium_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refurbishment.removed_follows();

CREATE OR REPLACE TRIGGER publish AFTER INSERT ON refurbishment.removed_medium_event REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION refurbishment.publish_removed_medium_events();
