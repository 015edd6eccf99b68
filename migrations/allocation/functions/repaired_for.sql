-- Whether a device is in repair for a person to whom this structure handed it over: it goes back there as it is.
CREATE OR REPLACE FUNCTION allocation.repaired_for(device uuid, structure uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM devices.device d JOIN allocation.handover h ON h.device_id = d.id AND h.ended_at IS NULL
    WHERE d.id = device AND d.state = 'in_maintenance' AND h.structure_id = structure)
$$;
