-- Whether another row of the same drive tells all that there is to prove of this one: it lacks its proof too, or both have theirs.
CREATE OR REPLACE FUNCTION refurbishment.told_by_another(medium devices.medium, epoch smallint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$
  SELECT (medium).eui IS NOT NULL AND EXISTS (
    SELECT 1 FROM devices.medium t WHERE t.id = devices.same_as(medium)
      AND (refurbishment.proven(medium, epoch) OR NOT refurbishment.proven(t, epoch))) $$;
