-- The reference that stands for this one: itself, or the end of the way that its merges lead.
CREATE OR REPLACE FUNCTION allocation.person_stands(person uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT b.id, b.merged_into FROM allocation.beneficiary b WHERE b.id = $1
    UNION ALL SELECT b.id, b.merged_into FROM way w JOIN allocation.beneficiary b ON b.id = w.merged_into
  )
  SELECT w.id FROM way w WHERE w.merged_into IS NULL
$$;
