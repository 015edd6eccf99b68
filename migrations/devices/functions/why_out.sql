-- Why a device that went out stays out: the code of a rule, or null. A wrong scan is undone the same day (the bank's), as long as it is the
-- last thing that happened, and did not end a reservation or a hand-over.
CREATE OR REPLACE FUNCTION devices.why_out(device uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN e.to_state = ANY (devices.exit_states()) AND e.from_state = ANY (devices.states_before_exit())
      AND (e.recorded_at AT TIME ZONE b.time_zone)::date = (platform.now() AT TIME ZONE b.time_zone)::date THEN NULL
    ELSE 'devices.stays_out' END
  FROM devices.device d JOIN devices.device_event e ON e.id = d.last_event_id CROSS JOIN people.bank b WHERE d.id = device
$$;
