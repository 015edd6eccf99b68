-- At commit, a correction that tells of a merge, or of its end, is what happened: the row says so, and each merge was told once and ended
-- once. Otherwise the day within which it may be undone would begin anew by telling it again.
CREATE OR REPLACE FUNCTION corrections.merge_happened() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  thing text := regexp_replace(NEW.kind::text, '_(un)?merged$', '');
  merged_into text;
  merges bigint;
BEGIN
  SELECT a.label INTO merged_into FROM platform.answers('merged_into', NEW.subject_id) a WHERE a.what = thing;
  SELECT count(*) FILTER (WHERE c.kind = thing || '_merged') - count(*) FILTER (WHERE c.kind = thing || '_unmerged') INTO merges
    FROM corrections.correction c WHERE c.subject_id = NEW.subject_id;
  IF merges <> (merged_into IS NOT NULL)::int
     OR merged_into IS DISTINCT FROM (CASE WHEN NEW.kind = thing || '_merged' THEN NEW.to_facts->>'into' END) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merge_unmade';
  END IF;
  RETURN NULL;
END $$;
