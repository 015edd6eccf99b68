-- A step of a fault, and from when on the next one is late. What is only written down of it (what was found, who has it, words that go) is no step.
-- The words of its device come with the device.
CREATE OR REPLACE FUNCTION maintenance.ticket_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.device_id IS DISTINCT FROM OLD.device_id THEN
    NEW.device_words := coalesce((SELECT s.words FROM devices.device_search s WHERE s.device_id = NEW.device_id), '');
  END IF;
  IF TG_OP = 'INSERT' OR (NEW.state, NEW.device_id, NEW.waits_for, NEW.waits_until) IS DISTINCT FROM (OLD.state, OLD.device_id, OLD.waits_for, OLD.waits_until) THEN
    NEW.stepped_at := platform.now();
    NEW.due_at := CASE WHEN NEW.state <> ALL (maintenance.ended_states()) THEN maintenance.due_at(NEW.state, NEW.stepped_at, NEW.waits_until) END;
    IF TG_OP = 'UPDATE' AND NEW.waits_until IS DISTINCT FROM OLD.waits_until AND NOT maintenance.may_wait_until(NEW.waits_until) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.until_wrong';
    END IF;
  ELSE
    NEW.stepped_at := OLD.stepped_at;
    NEW.due_at := OLD.due_at;
  END IF;
  RETURN NEW;
END $$;
