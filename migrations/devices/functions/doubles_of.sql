-- The devices that this one stands for besides itself: its doubles, and theirs. Nearly none has any, and whether it has one is a look into
-- an index; plpgsql, because a function of SQL would begin and end a query of its own at each call.
CREATE OR REPLACE FUNCTION devices.doubles_of(device uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM devices.device d WHERE d.merged_into = $1) THEN RETURN '{}'; END IF;
  RETURN (
    WITH RECURSIVE double AS (
      SELECT d.id FROM devices.device d WHERE d.merged_into = $1
      UNION ALL SELECT d.id FROM double w JOIN devices.device d ON d.merged_into = w.id
    )
    SELECT array_agg(w.id) FROM double w
  );
END $$;
