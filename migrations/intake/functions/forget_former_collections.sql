-- Forgets where one went to a donor before, as far as an organisation (null: all of them) planned it.
CREATE OR REPLACE FUNCTION intake.forget_former_collections(donor uuid, organisation uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM intake.former_collection f USING intake.donation n WHERE n.id = f.donation_id
    AND n.donor_id = ANY (intake.donors_of(donor)) AND (organisation IS NULL OR n.organisation_id = organisation)
$$;
