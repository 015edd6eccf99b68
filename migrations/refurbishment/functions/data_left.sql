-- Why a device's data may still be there: what the gate asks of its media; of a kind that holds data by nature, also that nothing listed them.
-- None: it is proven.
CREATE OR REPLACE FUNCTION refurbishment.data_left(device uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT f FROM refurbishment.gate_failures(device) f WHERE f LIKE ANY (refurbishment.media_failures())
    AND NOT (f = 'no_media_knowledge' AND EXISTS (SELECT 1 FROM devices.device d WHERE d.id = device AND d.category = ANY (devices.mute_categories()))) $$;
