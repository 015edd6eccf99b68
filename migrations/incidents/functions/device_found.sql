-- A lost device is back, whatever says so. That it never was lost is said by whoever had said that it was, or by the bank.
CREATE OR REPLACE FUNCTION incidents.device_found() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.verb = 'find' AND NEW.reason = 'wrong_entry' AND NEW.organisation_id IS DISTINCT FROM (SELECT o.id FROM people.organisation o WHERE o.kind = 'bank')
    AND NEW.membership_id IS DISTINCT FROM (SELECT e.membership_id FROM devices.device_event e
      WHERE e.device_id = NEW.device_id AND e.id < NEW.id AND e.to_state = 'lost' AND e.from_state <> 'lost' ORDER BY e.id DESC LIMIT 1) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'incidents.not_who_said';
  END IF;
  PERFORM incidents.item_found(x.id, coalesce(NEW.reason, 'found_again'), NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.channel)
  FROM incidents.lost_item x WHERE x.device_id = NEW.device_id AND x.removed_medium_id IS NULL AND x.found_at IS NULL;
  RETURN NULL;
END $$;
