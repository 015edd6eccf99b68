-- The gift that a device was of at a moment: what a clock of that moment is compared with. A donation that was corrected since says nothing of
-- what was received before.
CREATE OR REPLACE FUNCTION refurbishment.gift_at(device uuid, at timestamptz) RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE WHEN f.id IS NULL THEN d.donation_id ELSE (SELECT n.id FROM intake.donation n WHERE n.number = f.before) END
  FROM devices.device d LEFT JOIN LATERAL (
    SELECT v.id, v.before FROM devices.former_value v JOIN devices.device_event e ON e.id = v.event_id
    WHERE v.device_id = d.id AND v.field = 'donation' AND e.recorded_at > at ORDER BY v.id LIMIT 1) f ON true
  WHERE d.id = device $$;
