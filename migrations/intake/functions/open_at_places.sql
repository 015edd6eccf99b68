-- Donations that are expected or logged at some places.
CREATE OR REPLACE FUNCTION intake.open_at_places(places uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'donation', n.number FROM intake.donation n WHERE n.place_id = ANY (places) AND n.state = ANY (intake.open_states())
$$;
