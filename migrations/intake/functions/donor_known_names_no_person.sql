-- A person who gives is named in intake.donor_contact only, which can be emptied.
CREATE OR REPLACE FUNCTION intake.donor_known_names_no_person() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF num_nonnulls(NEW.name, NEW.legal_form, NEW.address, NEW.postal_code) > 0
    AND EXISTS (SELECT 1 FROM intake.donor WHERE id = NEW.donor_id AND kind = ANY (intake.person_kinds())) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a person is named only in intake.donor_contact';
  END IF;
  RETURN NEW;
END $$;
