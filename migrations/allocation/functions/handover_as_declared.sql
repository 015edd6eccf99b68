-- A hand-over without a unit is one that another tool made (its device was declared to be with this person), or replaces such a one.
CREATE OR REPLACE FUNCTION allocation.handover_as_declared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.origin = 'declared' AND NOT EXISTS (
    -- OFFSET 0: by the device, never through the index of all that were declared, which looks short before there are statistics.
    SELECT 1 FROM (SELECT verb, to_state, holder_to FROM devices.device_event WHERE device_id = NEW.device_id OFFSET 0) e
    WHERE e.verb = 'declare' AND e.to_state = 'handed_over' AND e.holder_to = 'ref:' || NEW.beneficiary_id)
  OR NEW.origin = 'seen' AND NOT EXISTS (SELECT 1 FROM allocation.handover h WHERE h.id = NEW.replaces AND h.unit_id IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.unit_without_quota';
  END IF;
  RETURN NEW;
END $$;
