-- Who acts on a removed medium works under their own number for whoever has it, or for the bank. It was taken out by standing
-- evidence of that very medium; a log erases it that passed, came after it was taken out, names its serial and leaves nothing to confirm.
CREATE OR REPLACE FUNCTION refurbishment.removed_event_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE r refurbishment.drive_result; l refurbishment.erasure_log; x refurbishment.removed_medium; m devices.medium; demanded text;
BEGIN
  NEW.recorded_at := platform.clock_timestamp();
  SELECT * INTO x FROM refurbishment.removed_medium WHERE id = NEW.removed_medium_id;
  IF NOT EXISTS (
    SELECT 1 FROM people.membership b JOIN people.organisation o ON o.id = b.organisation_id
    WHERE b.id = NEW.membership_id AND b.active AND b.operator_number = NEW.operator_number AND b.organisation_id = NEW.organisation_id
      AND b.roles && refurbishment.signing_roles() AND (o.kind = 'bank' OR o.id = coalesce(x.holder_org_id, NEW.holder_org_id))
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.signer_unknown';
  END IF;
  SELECT * INTO m FROM devices.medium WHERE id = coalesce(x.medium_id, (SELECT e.medium_id FROM refurbishment.evidence e WHERE e.id = NEW.evidence_id));
  -- Erased without a log nobody knows by which technique: where its donor demands a class, it is destroyed, or a log proves it.
  demanded := CASE WHEN NEW.verb = 'erase' THEN refurbishment.class_demanded(m.device_id,
    (SELECT e.data_epoch FROM refurbishment.evidence e WHERE e.id = x.evidence_id)) END;
  IF demanded IS NOT NULL AND (NEW.drive_result_id IS NULL OR array_position(refurbishment.method_classes(), refurbishment.class_of('overwrite', m.kind, NEW.recorded_at))
      < array_position(refurbishment.method_classes(), demanded)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.class_demanded', DETAIL = json_build_object('demanded', demanded)::text;
  END IF;
  IF NEW.drive_result_id IS NULL THEN RETURN NEW; END IF;

  SELECT * INTO r FROM refurbishment.drive_result WHERE id = NEW.drive_result_id;
  SELECT * INTO l FROM refurbishment.erasure_log WHERE id = r.log_id;
  IF r.status IS DISTINCT FROM 'passed' THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.result_not_passed';
  END IF;
  IF l.origin = 'declared' OR l.received_at < x.removed_at THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_too_old';
  END IF;
  IF r.serial_key IS NULL OR r.serial_key IS DISTINCT FROM m.serial_key THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_other_disk', DETAIL = json_build_object('serials', json_build_array(r.serial))::text;
  END IF;
  IF NOT refurbishment.erased_whole(r.size_bytes, devices.told_size(m, 0)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_smaller', DETAIL = json_build_object('serials', json_build_array(r.serial), 'erased', r.size_bytes, 'size', devices.told_size(m, 0))::text;
  END IF;
  IF EXISTS (SELECT 1 FROM refurbishment.log_questions(x.device_id, r)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_unconfirmed';
  END IF;
  RETURN NEW;
END $$;
