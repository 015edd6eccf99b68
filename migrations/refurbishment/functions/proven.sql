-- A medium is proven by standing evidence of the current epoch that holds, or by what says that it is gone. What proves a drive proves its
-- other row too; guessed by model and size alone, only when the proof came later: a drive that turns up after it may be another of the same
-- model.
CREATE OR REPLACE FUNCTION refurbishment.proven(medium devices.medium, epoch smallint) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT 1 FROM refurbishment.evidence e JOIN devices.medium t ON t.id = e.medium_id
    WHERE (e.medium_id = (medium).id OR (medium).eui IS NOT NULL AND e.medium_id = devices.same_as(medium)
        AND (t.eui = (medium).eui OR refurbishment.evidence_order(e) > devices.first_seen_order(medium)))
      AND (e.data_epoch = epoch OR e.kind = ANY (refurbishment.gone_kinds()))
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
      AND refurbishment.evidence_holds(e, CASE WHEN e.kind = ANY (refurbishment.gone_kinds()) THEN medium ELSE t END))
    OR (medium).serial_key IS NOT NULL AND refurbishment.located_elsewhere(medium) IS NOT NULL $$;
