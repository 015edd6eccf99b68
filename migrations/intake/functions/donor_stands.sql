-- The donor that stands for this one: itself, or the end of the way that its merges lead.
CREATE OR REPLACE FUNCTION intake.donor_stands(donor uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT d.id, d.merged_into FROM intake.donor d WHERE d.id = $1
    UNION ALL SELECT d.id, d.merged_into FROM way w JOIN intake.donor d ON d.id = w.merged_into
  )
  SELECT w.id FROM way w WHERE w.merged_into IS NULL
$$;
