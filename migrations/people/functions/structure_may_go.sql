-- Only a structure with which nothing goes on any more goes into another structure. It stands for itself again only while that one does: what
-- it could still be given has gone on with it.
CREATE OR REPLACE FUNCTION people.structure_may_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  why text := people.why_structure_stays(NEW.id);
  further uuid;
BEGIN
  IF NEW.merged_into IS NULL THEN
    SELECT o.merged_into INTO further FROM people.organisation o WHERE o.id = OLD.merged_into FOR NO KEY UPDATE;
    IF further IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.merge_goes_further'; END IF;
    RETURN NULL;
  END IF;
  IF NEW.kind <> 'structure' OR (SELECT o.kind <> 'structure' FROM people.organisation o WHERE o.id = NEW.merged_into) THEN
    why := 'people.merge_only_structures';
  END IF;
  IF why IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = why; END IF;
  RETURN NULL;
END $$;
