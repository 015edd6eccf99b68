-- Whether another row of the same drive tells all that there is to prove of this one: it lacks its proof too, or both have theirs.
CREATE OR REPLACE FUNCTION refurbishment.told_by_another(medium devices.medium, epoch smallint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
  same uuid := devices.same_as(medium);
BEGIN
  IF same IS NULL THEN RETURN false; END IF;
  RETURN EXISTS (
    SELECT FROM devices.medium t WHERE t.id = same AND (refurbishment.proven(medium, epoch) OR NOT refurbishment.proven(t, epoch)));
END $$;
