-- The number by which a donor is an association, on whichever of its cards it stands: an association is one under each of them.
CREATE OR REPLACE FUNCTION intake.donor_rna(donor uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT min(d.rna) FROM intake.donor d WHERE d.id = ANY (intake.donors_of($1))
$$;
