-- Donations of a donor, whichever of its cards they are on.
CREATE OR REPLACE FUNCTION intake.donations_of(donor uuid) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT n.number, n.id::text FROM intake.donation n WHERE n.donor_id = ANY (intake.donors_of(donor))
$$;
