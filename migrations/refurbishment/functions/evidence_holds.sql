-- Whether standing evidence proves its medium now: what is gone was not seen again, what is new has its witness, what was erased was erased
-- whole. A medium without a number may be another one since a part was changed.
CREATE OR REPLACE FUNCTION refurbishment.evidence_holds(e refurbishment.evidence, medium devices.medium) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
BEGIN
  IF (e).kind = ANY (refurbishment.gone_kinds()) THEN
    RETURN NOT refurbishment.seen_after(medium, (e).signed_at);
  END IF;
  IF (medium).serial_key IS NULL AND (medium).eui IS NULL
    AND refurbishment.evidence_order(e) < refurbishment.part_changed((medium).device_id, (e).data_epoch) THEN
    RETURN false;
  END IF;
  RETURN CASE (e).kind
    WHEN 'log' THEN refurbishment.log_holds(e, medium)
    WHEN 'new' THEN EXISTS (SELECT 1 FROM refurbishment.countersignature c WHERE c.evidence_id = (e).id)
    ELSE true END;
END $$;
