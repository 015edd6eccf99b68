-- A place and all that is in it, closed ones too.
CREATE OR REPLACE FUNCTION people.places_below(place uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE tree AS (
    SELECT place AS id UNION ALL SELECT p.id FROM people.place p JOIN tree t ON p.parent_id = t.id
  ) SELECT id FROM tree
$$;
