-- A signatory is of the organisation they sign for; a workshop's technician stays a number. Their end is written once, and so is the picture
-- of their signature once it is legible.
CREATE OR REPLACE FUNCTION people.signatory_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.ended_at IS NOT DISTINCT FROM OLD.ended_at AND NEW.valid_until IS NOT DISTINCT FROM OLD.valid_until THEN
    IF OLD.ended_at IS NOT NULL OR OLD.image_legible OR NOT NEW.image_legible THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.signature_stays';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.valid_until IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.signatory_ended';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.membership_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
    WHERE m.id = NEW.membership_id AND m.organisation_id = NEW.organisation_id
      AND people.may_be_named(m.roles)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.signatory_not_a_member';
  END IF;
  RETURN NEW;
END $$;
