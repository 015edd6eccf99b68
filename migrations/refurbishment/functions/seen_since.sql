-- Whether an inventory of after an event names this very medium.
CREATE OR REPLACE FUNCTION refurbishment.seen_since(medium devices.medium, event bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT 1 FROM devices.snapshot s CROSS JOIN LATERAL jsonb_path_query(s.facts, '$.media[*]') seen
    WHERE s.device_id = (medium).device_id AND s.event_id > event AND s.has_storage_section
      AND upper(regexp_replace(seen ->> 'serial', '\s', '', 'g')) = (medium).serial_key) $$;
