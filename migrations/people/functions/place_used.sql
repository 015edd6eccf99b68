-- When a place last served: something was put there, left, or is expected, there or on a shelf of it.
CREATE OR REPLACE FUNCTION people.place_used(place people.place) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH below AS (SELECT people.places_below((place).id) AS id)
  SELECT greatest((place).created_at,
    (SELECT max(f.at) FROM people.former_name f WHERE f.place_id = (place).id),
    (SELECT max(d.changed_at) FROM devices.device d WHERE d.place_id IN (SELECT id FROM below)),
    (SELECT max(c.changed_at) FROM devices.container c WHERE c.place_id IN (SELECT id FROM below)),
    (SELECT max(n.created_at) FROM intake.donation n WHERE n.place_id IN (SELECT id FROM below)),
    (SELECT max(coalesce(t.ended_at, t.sent_at, t.created_at)) FROM logistics.transfer t
      WHERE t.to_place_id IN (SELECT id FROM below) OR t.from_place_id IN (SELECT id FROM below)))
$$;
