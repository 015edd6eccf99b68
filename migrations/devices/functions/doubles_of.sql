-- The devices that this one stands for besides itself: its doubles, and theirs.
CREATE OR REPLACE FUNCTION devices.doubles_of(device uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE double AS (
    SELECT d.id FROM devices.device d WHERE d.merged_into = $1
    UNION ALL SELECT d.id FROM double w JOIN devices.device d ON d.merged_into = w.id
  )
  SELECT coalesce(array_agg(w.id), '{}') FROM double w
$$;
