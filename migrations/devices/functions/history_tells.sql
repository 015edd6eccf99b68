-- What is true of a device is what its newest history row, written in this very transaction, says. Who has it is another only by a verb that says so.
CREATE OR REPLACE FUNCTION devices.history_tells() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_event_id = OLD.last_event_id THEN
    IF (NEW.state, NEW.place_id, NEW.container_id, NEW.transfer_id, NEW.holder_org_id, NEW.holder_ref)
      IS NOT DISTINCT FROM (OLD.state, OLD.place_id, OLD.container_id, OLD.transfer_id, OLD.holder_org_id, OLD.holder_ref) THEN
      RETURN NULL;
    END IF;
  ELSE
    PERFORM FROM devices.device_event e
    WHERE e.id = NEW.last_event_id AND e.device_id = NEW.id AND e.txid = pg_current_xact_id()
      AND e.from_state = OLD.state AND e.to_state = NEW.state
      AND e.location_from = devices.location_of(OLD) AND e.location_to = devices.location_of(NEW)
      AND e.holder_from = devices.holder_of(OLD) AND e.holder_to = devices.holder_of(NEW)
      AND (e.holder_to = e.holder_from OR e.verb = ANY (devices.passing_verbs()));
    IF FOUND THEN RETURN NULL; END IF;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
END $$;
