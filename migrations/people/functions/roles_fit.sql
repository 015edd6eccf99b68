-- A member's roles are those of the organisation's kind.
CREATE OR REPLACE FUNCTION people.roles_fit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.roles <@ ARRAY(
    SELECT r.role FROM people.organisation o JOIN people.role_of r ON r.organisation_kind = o.kind WHERE o.id = NEW.organisation_id
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.role_does_not_fit';
  END IF;
  RETURN NEW;
END $$;
