-- Since when a device is in its state (devices.count_epochs): « Attend depuis » of the list, what waits, longest first, then what does not.
ALTER TABLE devices.device ADD COLUMN state_since timestamptz NOT NULL DEFAULT platform.now();
ALTER TABLE devices.device DISABLE TRIGGER USER;
UPDATE devices.device d SET state_since = e.occurred_at
  FROM (SELECT DISTINCT ON (device_id) device_id, occurred_at FROM devices.device_event WHERE from_state <> to_state ORDER BY device_id, id DESC) e
  WHERE e.device_id = d.id;
ALTER TABLE devices.device ENABLE TRIGGER USER;
CREATE INDEX device_by_wait ON devices.device
  ((coalesce(CASE WHEN state = ANY (devices.waiting_states()) THEN state_since END, '9999-12-31 00:00:00+00'::timestamptz)), id);
