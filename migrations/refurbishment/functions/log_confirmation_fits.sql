-- A log is confirmed by a member who works, for the organisation that sent it or for the bank.
CREATE OR REPLACE FUNCTION refurbishment.log_confirmation_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.signed_at := platform.clock_timestamp();
  IF NOT EXISTS (
    SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
    WHERE m.id = NEW.membership_id AND m.active AND m.operator_number = NEW.operator_number AND m.organisation_id = NEW.organisation_id
      AND m.roles && refurbishment.signing_roles()
      AND (o.kind = 'bank' OR NEW.log_id IS NULL OR EXISTS (SELECT 1 FROM refurbishment.erasure_log l WHERE l.id = NEW.log_id AND l.organisation_id = o.id))
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.signer_unknown';
  END IF;
  RETURN NEW;
END $$;
