-- By what a medium is proven in an epoch of its device's data, as a code of PROOFS (libs/platform/kernel/evidence/proofs.ts); null: by nothing yet. One that was
-- taken out is what became of it since; one that somebody signed to be in another device is what it is there.
CREATE OR REPLACE FUNCTION refurbishment.proof_of(medium devices.medium, epoch smallint) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE said text;
BEGIN
  IF (medium).serial_key IS NOT NULL AND refurbishment.located_elsewhere(medium) IS NOT NULL THEN
    RETURN (SELECT refurbishment.proof_of(t, d.data_epoch) FROM refurbishment.medium_location l
      JOIN devices.medium t ON t.device_id = l.device_id AND t.serial_key = l.serial_key JOIN devices.device d ON d.id = t.device_id
      WHERE l.serial_key = (medium).serial_key AND l.kind = 'here' AND l.other_device_id = (medium).device_id ORDER BY l.order_no DESC LIMIT 1);
  END IF;
  SELECT CASE e.kind
      WHEN 'log' THEN CASE WHEN g.origin = 'declared' THEN 'vouched' WHEN e.decided THEN 'decided' ELSE 'passed' END
      WHEN 'factory_reset' THEN 'reset'
      WHEN 'other_tool' THEN 'judged'
      WHEN 'removed' THEN coalesce((
        SELECT CASE WHEN v.drive_result_id IS NOT NULL THEN 'passed' WHEN x.state = 'erased' THEN 'stated' WHEN x.state = 'destroyed' THEN 'destroyed' END
        FROM refurbishment.removed_medium x LEFT JOIN LATERAL (
          SELECT n.drive_result_id FROM refurbishment.removed_medium_event n WHERE n.removed_medium_id = x.id AND n.verb = 'erase' AND x.state = 'erased'
          ORDER BY n.id DESC LIMIT 1) v ON true
        WHERE x.evidence_id = e.id), 'removed')
      ELSE e.kind END
  INTO said
  FROM refurbishment.evidence e JOIN devices.medium t ON t.id = e.medium_id
  LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log g ON g.id = r.log_id
  -- As refurbishment.proven finds it.
  WHERE (e.medium_id = (medium).id OR (medium).eui IS NOT NULL AND e.medium_id = devices.same_as(medium)
      AND (t.eui = (medium).eui OR refurbishment.evidence_order(e) > devices.first_seen_order(medium)))
    AND (e.data_epoch = epoch OR e.kind = ANY (refurbishment.gone_kinds()))
    AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
    AND refurbishment.evidence_holds(e, CASE WHEN e.kind = ANY (refurbishment.gone_kinds()) THEN medium ELSE t END)
  ORDER BY e.seq DESC NULLS LAST, e.signed_at DESC LIMIT 1;
  RETURN said;
END $$;
