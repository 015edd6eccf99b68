-- What is lacking of a medium: medium_unproven, medium_class (its proof is of a lower class than its donor demands), medium_unwitnessed (signed by one person so far, of two), medium_in_two (its number is proven in
-- two devices). Null: nothing.
CREATE OR REPLACE FUNCTION refurbishment.medium_failure(medium devices.medium, epoch smallint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE demanded text;
BEGIN
  IF NOT refurbishment.proven(medium, epoch) THEN
    RETURN CASE WHEN EXISTS (
      SELECT 1 FROM refurbishment.evidence e WHERE e.medium_id = (medium).id AND e.data_epoch = epoch AND e.awaits
        AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
        AND NOT EXISTS (SELECT 1 FROM refurbishment.countersignature c WHERE c.evidence_id = e.id))
      THEN 'medium_unwitnessed' ELSE 'medium_unproven' END;
  END IF;
  demanded := refurbishment.class_demanded((medium).device_id, epoch);
  IF demanded IS NOT NULL AND NOT refurbishment.class_suffices(medium, epoch, demanded) THEN
    RETURN 'medium_class';
  END IF;
  RETURN CASE WHEN refurbishment.proven_elsewhere(medium) IS NOT NULL THEN 'medium_in_two' END;
END $$;
