-- Whether an inventory that came after a moment shows this medium in its device; one without a serial may be another of its kind.
CREATE OR REPLACE FUNCTION refurbishment.seen_after(medium devices.medium, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT 1 FROM devices.snapshot s CROSS JOIN LATERAL jsonb_path_query(s.facts, '$.media[*]') seen
    WHERE s.device_id = (medium).device_id AND s.received_at > moment AND CASE WHEN (medium).serial_key IS NOT NULL
      THEN upper(regexp_replace(seen ->> 'serial', '\s', '', 'g')) = (medium).serial_key
      ELSE seen ->> 'kind' = (medium).kind AND (seen ->> 'serial' IS NULL OR seen ->> 'serialIsGeneric' = 'true') END) $$;
