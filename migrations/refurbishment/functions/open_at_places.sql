-- Media that were taken out of devices and wait at some places.
CREATE OR REPLACE FUNCTION refurbishment.open_at_places(places uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'medium', m.code FROM refurbishment.removed_medium m WHERE m.place_id = ANY (places) AND m.state = 'kept'
$$;
