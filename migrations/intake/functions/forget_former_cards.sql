-- Forgets what stood before on a person's cards, as far as they are of an organisation (null: all of them).
CREATE OR REPLACE FUNCTION intake.forget_former_cards(donor uuid, organisation uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM intake.former_card f WHERE f.donor_id = ANY (intake.donors_of(donor)) AND (organisation IS NULL OR f.organisation_id = organisation)
$$;
