-- Why a device can no longer be said to have been logged by mistake: the code of a rule, or null. What happened to it since
-- (UNTOUCHING in libs/bank/devices/device/device.lifecycle.ts), a lot that it is put in, a receipt that counts it.
CREATE OR REPLACE FUNCTION devices.why_kept(device uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM devices.device_event e WHERE e.device_id = device AND e.verb <> ALL (devices.untouching_verbs()))
      THEN 'devices.moved_on'
    ELSE (SELECT min(a.what) FROM platform.answers('device_stays', ARRAY[device]) a)
  END;
$$;
