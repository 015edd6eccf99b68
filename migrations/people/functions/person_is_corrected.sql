-- A person's name or mail address changes only with the entry of the journal that says who did it and why. What they were is not kept.
-- What was erased stays so.
CREATE OR REPLACE FUNCTION people.person_is_corrected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.erased_at IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.account_erased';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM people.audit_entry e WHERE e.subject_id = NEW.id AND e.subject_kind = 'user' AND (e.verb = 'correct' OR e.verb = 'forget') AND e.at = platform.now()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.name_stays';
  END IF;
  RETURN NEW;
END $$;
