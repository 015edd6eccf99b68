-- The organisation that stands for this one: itself, or the end of the way that its merges lead.
CREATE OR REPLACE FUNCTION people.structure_stands(organisation uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT o.id, o.merged_into FROM people.organisation o WHERE o.id = $1
    UNION ALL SELECT o.id, o.merged_into FROM way w JOIN people.organisation o ON o.id = w.merged_into
  )
  SELECT w.id FROM way w WHERE w.merged_into IS NULL
$$;
