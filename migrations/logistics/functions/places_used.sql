-- When a lot last went to some places, or left them.
CREATE OR REPLACE FUNCTION logistics.places_used(places uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'transfer', max(coalesce(t.ended_at, t.sent_at, t.created_at))::text FROM logistics.transfer t
  WHERE t.to_place_id = ANY (places) OR t.from_place_id = ANY (places)
$$;
