-- Lots that go to some places.
CREATE OR REPLACE FUNCTION logistics.open_at_places(places uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'transfer', t.number FROM logistics.transfer t WHERE t.to_place_id = ANY (places) AND t.state <> ALL (logistics.ended_states())
$$;
