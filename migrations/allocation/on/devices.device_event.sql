DROP TRIGGER IF EXISTS declared_is_handed_over ON devices.device_event;
CREATE CONSTRAINT TRIGGER declared_is_handed_over AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.verb = 'declare' AND NEW.to_state = 'handed_over') EXECUTE FUNCTION allocation.declared_is_handed_over();

DROP TRIGGER IF EXISTS handover_is_put_right ON devices.device_event;
CREATE CONSTRAINT TRIGGER handover_is_put_right AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.verb = 'correct_holder' OR NEW.verb = 'undo_hand_over') EXECUTE FUNCTION allocation.handover_is_put_right();
