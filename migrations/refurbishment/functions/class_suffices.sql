-- Whether what proves a medium is of a class at least: what erased it, or that it is gone or never held anybody's data. One that was taken out is
-- asked where it is followed.
CREATE OR REPLACE FUNCTION refurbishment.class_suffices(medium devices.medium, epoch smallint, demanded text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT 1 FROM refurbishment.evidence e
    WHERE e.medium_id = (medium).id AND (e.data_epoch = epoch OR e.kind = ANY (refurbishment.gone_kinds()))
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id) AND refurbishment.evidence_holds(e, medium)
      AND (e.kind = 'removed' OR e.kind = 'new'
        OR array_position(refurbishment.method_classes(), refurbishment.evidence_class(e, medium)) >= array_position(refurbishment.method_classes(), demanded)))
    OR (medium).serial_key IS NOT NULL AND refurbishment.located_elsewhere(medium) IS NOT NULL $$;
