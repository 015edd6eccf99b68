-- At commit, a correction that tells of a merge, or of its end, is what happened: the row says so, and each merge was told once and ended
-- once. Otherwise the day within which it may be undone would begin anew by telling it again.
CREATE OR REPLACE FUNCTION corrections.merge_happened() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  what text := regexp_replace(NEW.kind::text, '_(un)?merged$', '');
  stands_as uuid;
  told bigint;
BEGIN
  CASE what
    WHEN 'device' THEN SELECT d.merged_into INTO stands_as FROM devices.device d WHERE d.id = NEW.subject_id;
    WHEN 'donor' THEN SELECT d.merged_into INTO stands_as FROM intake.donor d WHERE d.id = NEW.subject_id;
    WHEN 'beneficiary' THEN SELECT b.merged_into INTO stands_as FROM allocation.beneficiary b WHERE b.id = NEW.subject_id;
    WHEN 'structure' THEN SELECT o.merged_into INTO stands_as FROM people.organisation o WHERE o.id = NEW.subject_id;
  END CASE;
  SELECT count(*) FILTER (WHERE c.kind = what || '_merged') - count(*) FILTER (WHERE c.kind = what || '_unmerged') INTO told
    FROM corrections.correction c WHERE c.subject_id = NEW.subject_id;
  IF told <> (stands_as IS NOT NULL)::int
     OR stands_as::text IS DISTINCT FROM (CASE WHEN NEW.kind = what || '_merged' THEN NEW.to_facts->>'into' END) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merge_unmade';
  END IF;
  RETURN NULL;
END $$;
