-- A sentence is signed by a member who may send devices out, under their own number, by the server's clock.
CREATE OR REPLACE FUNCTION refurbishment.data_end_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM people.membership m WHERE m.id = NEW.membership_id AND m.active AND m.operator_number = NEW.operator_number
      AND m.organisation_id = NEW.organisation_id AND m.roles && refurbishment.ending_roles()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.signer_unknown';
  END IF;
  NEW.signed_at := platform.clock_timestamp();
  NEW.txid := pg_current_xact_id();
  RETURN NEW;
END $$;
