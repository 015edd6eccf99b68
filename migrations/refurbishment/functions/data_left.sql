-- Why a device's data may still be there: no_media_knowledge (of a kind that holds data by nature), medium_unproven:<id>. None: it is proven.
CREATE OR REPLACE FUNCTION refurbishment.data_left(device uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT f FROM refurbishment.gate_failures(device) f WHERE f LIKE 'medium_unproven:%'
    OR f = 'no_media_knowledge' AND NOT EXISTS (SELECT 1 FROM devices.device d WHERE d.id = device AND d.category = ANY (devices.mute_categories())) $$;
