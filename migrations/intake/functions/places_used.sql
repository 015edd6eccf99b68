-- When a donation last was announced for some places.
CREATE OR REPLACE FUNCTION intake.places_used(places uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'donation', max(n.created_at)::text FROM intake.donation n WHERE n.place_id = ANY (places)
$$;
