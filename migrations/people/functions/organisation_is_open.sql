-- Nothing is given to an organisation that is closed or was merged into another. The trigger names the columns that say which; all of a row
-- are locked in one order, as who merges two does. The lock holds off who closes it; a foreign key's alone does not.
-- Before the row is written, so that an organisation is locked before its places, as who closes a place does.
CREATE OR REPLACE FUNCTION people.organisation_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE given uuid[]; open integer;
BEGIN
  SELECT array_agg(DISTINCT to_jsonb(NEW) ->> c) INTO given FROM unnest(TG_ARGV) c;
  SELECT count(*) INTO open FROM (
    SELECT 1 FROM people.organisation o WHERE o.id = ANY (given) AND o.active AND o.merged_into IS NULL ORDER BY o.id FOR SHARE) x;
  IF open < cardinality(given) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.organisation_closed';
  END IF;
  RETURN NEW;
END $$;
