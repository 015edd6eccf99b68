CALL platform.append_only('devices.device_event');

-- A device follows its history in the very statement that writes it.
DROP TRIGGER IF EXISTS device_follows ON devices.device_event;
CREATE TRIGGER device_follows AFTER INSERT ON devices.device_event REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION devices.device_follows();

CREATE OR REPLACE TRIGGER same_person AFTER INSERT ON devices.device_event
  FOR EACH ROW WHEN (NEW.verb = 'give_back') EXECUTE FUNCTION maintenance.same_person();

DROP TRIGGER IF EXISTS declared_is_handed_over ON devices.device_event;
CREATE CONSTRAINT TRIGGER declared_is_handed_over AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.verb = 'declare' AND NEW.to_state = 'handed_over') EXECUTE FUNCTION allocation.declared_is_handed_over();

DROP TRIGGER IF EXISTS handover_is_put_right ON devices.device_event;
CREATE CONSTRAINT TRIGGER handover_is_put_right AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.verb = 'correct_holder' OR NEW.verb = 'undo_hand_over') EXECUTE FUNCTION allocation.handover_is_put_right();

DROP TRIGGER IF EXISTS stock_is_asked ON devices.device_event;
CREATE CONSTRAINT TRIGGER stock_is_asked AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.verb = 'record_repair') EXECUTE FUNCTION refurbishment.stock_is_asked();
