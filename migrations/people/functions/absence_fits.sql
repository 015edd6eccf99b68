-- A deputy is a colleague at work. Who notes an absence is the one who is away, or manages the organisation; its end is written once.
CREATE OR REPLACE FUNCTION people.absence_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.ended_at IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.absence_ended'; END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM people.membership a JOIN people.membership d ON d.organisation_id = a.organisation_id
    WHERE a.id = NEW.membership_id AND a.active AND d.id = NEW.deputy_id AND d.active) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.deputy_not_a_colleague';
  END IF;
  IF NEW.noted_by <> NEW.membership_id AND NOT EXISTS (SELECT 1 FROM people.membership n JOIN people.membership a ON a.id = NEW.membership_id
    WHERE n.id = NEW.noted_by AND n.active AND n.organisation_id = a.organisation_id AND n.roles && people.manager_roles()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.absence_of_another';
  END IF;
  RETURN NEW;
END $$;
