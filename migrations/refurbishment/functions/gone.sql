-- Whether a medium left its device: by standing evidence that no later inventory contradicts, or because it is in another one.
CREATE OR REPLACE FUNCTION refurbishment.gone(medium devices.medium) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT 1 FROM refurbishment.evidence e WHERE e.medium_id = (medium).id AND e.kind = ANY (refurbishment.gone_kinds())
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id) AND refurbishment.evidence_holds(e, medium))
    OR refurbishment.located_elsewhere(medium) IS NOT NULL $$;
