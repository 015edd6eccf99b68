-- The gift of a device, or its donor, was put right: whoever put it right is the author of what follows.
CREATE OR REPLACE FUNCTION incidents.origin_corrected() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM incidents.donor_corrected(NEW.device_id, NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.channel);
  RETURN NULL;
END $$;
