-- Whether anything happened to a device that cannot have happened to one logged by mistake (UNTOUCHING in device.lifecycle.ts).
CREATE OR REPLACE FUNCTION devices.has_moved_on(device uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM devices.device_event e WHERE e.device_id = device AND e.verb <> ALL (devices.untouching_verbs()));
$$;
