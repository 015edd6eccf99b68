-- When something last came to some places or left them.
CREATE OR REPLACE FUNCTION devices.places_used(places uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'device', max(d.changed_at)::text FROM devices.device d WHERE d.place_id = ANY (places)
  UNION ALL SELECT 'container', max(c.changed_at)::text FROM devices.container c WHERE c.place_id = ANY (places)
$$;
