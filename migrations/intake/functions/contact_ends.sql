-- Whoever forgets how a person is reached forgets what stood on their card before, by whatever way.
CREATE OR REPLACE FUNCTION intake.contact_ends() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM intake.forget_former_cards(OLD.donor_id, OLD.organisation_id);
  RETURN NULL;
END $$;
