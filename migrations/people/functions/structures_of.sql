-- Every row of the structure that this one is: the one that stands, and all that were merged into it.
CREATE OR REPLACE FUNCTION people.structures_of(organisation uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE one AS (
    SELECT people.structure_stands($1) AS id
    UNION ALL SELECT o.id FROM one w JOIN people.organisation o ON o.merged_into = w.id
  )
  SELECT array_agg(w.id) FROM one w
$$;
