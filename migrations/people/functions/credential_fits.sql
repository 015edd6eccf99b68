-- No key lasts longer than thirteen months. One of a person acts as their membership, one of an organisation or of a bench PC as nobody's; of these, two of a name
-- are good at once, so that a program passes from one to the other, and never three, whoever makes them at the same moment.
CREATE OR REPLACE FUNCTION people.credential_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.expires_at > platform.now() + interval '13 months' THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.key_too_long';
  END IF;
  IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM people.membership m WHERE m.id = NEW.membership_id AND m.organisation_id = NEW.organisation_id
    AND (m.user_id IS NULL) = (NEW.kind <> 'person')) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'people.machine_credential of another membership';
  END IF;
  IF NEW.kind <> 'person' THEN
    PERFORM 1 FROM people.organisation o WHERE o.id = NEW.organisation_id FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM people.machine_credential c
        WHERE c.organisation_id = NEW.organisation_id AND c.kind = NEW.kind AND lower(c.name) = lower(NEW.name)
          AND c.revoked_at IS NULL AND c.expires_at > platform.now()) >= 2 THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.key_twice_already';
    END IF;
  END IF;
  RETURN NEW;
END $$;
