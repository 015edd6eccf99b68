-- What of a device the gate does not know to be erased, with the gate's word; a medium that is null speaks of the device as a whole.
CREATE OR REPLACE FUNCTION incidents.unerased(device uuid) RETURNS TABLE (medium_id uuid, why text) LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT DISTINCT CASE WHEN f LIKE 'medium\_%' THEN split_part(f, ':', 2)::uuid END, split_part(f, ':', 1) FROM refurbishment.data_left(device) f $$;
