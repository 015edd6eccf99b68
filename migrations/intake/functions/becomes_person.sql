-- An enterprise turned out to be a person: what stood in clear of them ends at once, on every card and in the history, with the numbers of an
-- inventory that bear their name. Their organisations have sealed what they know of them before (`DonorContactsService.keepCards`).
CREATE OR REPLACE FUNCTION intake.becomes_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM devices.alias a USING devices.device d, intake.donation n WHERE d.id = a.device_id AND n.id = d.donation_id AND n.donor_id = NEW.id
    AND (a.issuer = OLD.name OR a.issuer IN (SELECT k.name FROM intake.donor_known k WHERE k.donor_id = NEW.id));
  UPDATE intake.donor_known SET name = NULL, legal_form = NULL, address = NULL, postal_code = NULL WHERE donor_id = NEW.id;
  DELETE FROM intake.former_value f USING intake.donor_event e WHERE e.id = f.donor_event_id AND e.donor_id = NEW.id AND f.field <> 'kind';
  RETURN NULL;
END $$;
