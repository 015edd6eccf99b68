-- A device, locked by the caller, leaves its state by a rule of Postgres, where it is and with who has it: its row and its history row, which
-- is the system's. (The program writes both by libs/bank/devices/device/acts/device-changes.ts.)
CREATE OR REPLACE FUNCTION devices.leave_state(device devices.device, verb text, after_state text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog AS $$
  WITH event AS (
    INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
    VALUES ((device).id, verb, (device).state, after_state, devices.location_of(device), devices.location_of(device),
      devices.holder_of(device), devices.holder_of(device), 'system')
    RETURNING id
  ) UPDATE devices.device x SET state = after_state, last_event_id = event.id FROM event WHERE x.id = (device).id $$;
