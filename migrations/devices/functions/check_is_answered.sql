-- What is to be checked of a device goes by an answer, whole, or by the correction of that very field; an answer that was a mistake is taken
-- back, and the same is to be checked.
CREATE OR REPLACE FUNCTION devices.check_is_answered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  verb text := (SELECT e.verb FROM devices.device_event e WHERE e.id = NEW.last_event_id AND e.device_id = NEW.id);
BEGIN
  IF NEW.to_check = OLD.to_check OR (verb = 'verify' AND NEW.to_check = '{}')
    OR (verb = 'correct' AND NEW.to_check = ARRAY(
      SELECT p FROM unnest(OLD.to_check) WITH ORDINALITY AS x(p, n) WHERE NOT CASE p
        WHEN 'category' THEN NEW.category <> OLD.category
        WHEN 'make' THEN NEW.make <> OLD.make
        WHEN 'condition' THEN NEW.condition <> OLD.condition
        WHEN 'number' THEN NEW.serial IS DISTINCT FROM OLD.serial
        ELSE false END
      ORDER BY n))
    OR (verb = 'unverify' AND OLD.to_check = '{}' AND NEW.to_check = devices.was_to_check(NEW.id)) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.check_unanswered';
END $$;
