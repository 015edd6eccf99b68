-- What is true of a device is what its newest history row, written in this very transaction, says.
CREATE OR REPLACE FUNCTION devices.history_tells() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e devices.device_event; before_state text := 'none'; before_location text; before_holder text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before_state := OLD.state; before_location := devices.location_of(OLD); before_holder := devices.holder_of(OLD);
    IF NEW.last_event_id = OLD.last_event_id THEN
      IF (before_state, before_location, before_holder) IS DISTINCT FROM (NEW.state, devices.location_of(NEW), devices.holder_of(NEW)) THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
      END IF;
      RETURN NULL;
    END IF;
  END IF;
  SELECT * INTO e FROM devices.device_event WHERE id = NEW.last_event_id;
  IF e.id IS NULL OR e.device_id <> NEW.id OR e.txid <> pg_current_xact_id()
    OR (e.from_state, e.to_state) IS DISTINCT FROM (before_state, NEW.state)
    OR (e.location_from, e.location_to) IS DISTINCT FROM (before_location, devices.location_of(NEW))
    OR (e.holder_from, e.holder_to) IS DISTINCT FROM (before_holder, devices.holder_of(NEW)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
