-- When a place last served: something was put there, left, or is expected, there or on a shelf of it.
CREATE OR REPLACE FUNCTION people.place_used(place people.place) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT greatest((place).created_at,
    (SELECT max(f.at) FROM people.former_name f WHERE f.place_id = (place).id),
    (SELECT max(a.label::timestamptz) FROM platform.answers('places_used', ARRAY(SELECT people.places_below((place).id))) a))
$$;
