-- Every reference of the person that this one is: the one that stands, and all that were merged into it.
CREATE OR REPLACE FUNCTION allocation.persons_of(person uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE one AS (
    SELECT allocation.person_stands($1) AS id
    UNION ALL SELECT b.id FROM one o JOIN allocation.beneficiary b ON b.merged_into = o.id
  )
  SELECT array_agg(o.id) FROM one o
$$;
