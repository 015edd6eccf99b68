-- Every card of the donor that this one is: the card that stands, and all that were merged into it. What is counted of a donor counts these.
CREATE OR REPLACE FUNCTION intake.donors_of(donor uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE card AS (
    SELECT intake.donor_stands($1) AS id
    UNION ALL SELECT d.id FROM card c JOIN intake.donor d ON d.merged_into = c.id
  )
  SELECT array_agg(c.id) FROM card c
$$;
