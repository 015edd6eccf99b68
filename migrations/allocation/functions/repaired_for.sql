-- A device that comes for repair is its person's until their hand-over ends; `label` is the structure that gives it back to them.
CREATE OR REPLACE FUNCTION allocation.repaired_for(device uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT 'handover', h.structure_id::text FROM allocation.handover h WHERE h.device_id = device AND h.ended_at IS NULL
$$;
