-- Whether standing evidence proves its medium now: what waits for a second person has its witness, what is gone was not seen again, what was
-- erased was erased whole. A medium without a number may be another one since a part was changed.
CREATE OR REPLACE FUNCTION refurbishment.evidence_holds(e refurbishment.evidence, medium devices.medium) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
BEGIN
  IF (e).awaits AND NOT EXISTS (SELECT 1 FROM refurbishment.countersignature c WHERE c.evidence_id = (e).id) THEN
    RETURN false;
  END IF;
  IF (e).kind = ANY (refurbishment.gone_kinds()) THEN
    RETURN NOT refurbishment.seen_after(medium, (e).signed_at);
  END IF;
  IF (medium).serial_key IS NULL AND (medium).eui IS NULL
    AND refurbishment.evidence_order(e) < refurbishment.part_changed((medium).device_id, (e).data_epoch) THEN
    RETURN false;
  END IF;
  RETURN (e).kind <> 'log' OR refurbishment.log_holds(e, medium);
END $$;
