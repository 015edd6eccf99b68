-- A medium is proven by standing evidence of the current epoch, or by standing evidence that it is gone which no later
-- inventory contradicts. What proves a drive proves its other row too; guessed by model and size alone, only when the proof came later:
-- a drive that turns up after it may be another of the same model.
CREATE OR REPLACE FUNCTION refurbishment.proven(medium devices.medium, epoch smallint) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT 1 FROM refurbishment.evidence e
    WHERE (e.medium_id = (medium).id OR (medium).eui IS NOT NULL AND e.medium_id = devices.same_as(medium)
        AND (e.signed_at > (medium).first_seen_at OR EXISTS (SELECT 1 FROM devices.medium t WHERE t.id = e.medium_id AND t.eui = (medium).eui)))
      AND (e.data_epoch = epoch OR e.kind = ANY (refurbishment.gone_kinds()))
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
      AND NOT (e.kind = ANY (refurbishment.gone_kinds()) AND refurbishment.seen_after(medium, e.signed_at))) $$;
