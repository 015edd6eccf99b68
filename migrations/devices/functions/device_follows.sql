-- The other direction: a history row whose device never followed it is refused. Asked of all the rows of a statement at once, each by
-- its device's key: a join might be planned to read every device for one row.
CREATE OR REPLACE FUNCTION devices.device_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM new_events e
    WHERE NOT coalesce((SELECT d.last_event_id >= e.id FROM devices.device d WHERE d.id = e.device_id), false)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.history_without_change';
  END IF;
  RETURN NULL;
END $$;
