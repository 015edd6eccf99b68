-- Evidence is signed by whoever may, for a medium of this device, from a log that proves it in this epoch.
CREATE OR REPLACE FUNCTION refurbishment.evidence_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE m devices.medium; r refurbishment.drive_result; l refurbishment.erasure_log; epoch_began timestamptz; kind_of_device text; refusal text;
BEGIN
  -- What a bench PC's log proves by itself, the PC that announced the device may bring; all else is a person's.
  IF NEW.kind = 'log' AND NOT NEW.decided AND refurbishment.bench_vouches(NEW.membership_id, NEW.device_id, NEW.data_epoch) THEN
    NULL;
  ELSE PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
  END IF;
  NEW.signed_at := platform.clock_timestamp();
  NEW.order_no := nextval('devices.device_event_id_seq');
  SELECT * INTO m FROM devices.medium WHERE id = NEW.medium_id;
  IF m.device_id IS DISTINCT FROM NEW.device_id THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.medium_elsewhere';
  END IF;
  IF NEW.kind = 'factory_reset' THEN
    SELECT category INTO kind_of_device FROM devices.device WHERE id = NEW.device_id;
    IF kind_of_device <> ALL (refurbishment.reset_categories()) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.reset_only_phones';
    END IF;
  END IF;
  IF NEW.kind = 'new' THEN
    refusal := refurbishment.new_refusal(m, NEW.data_epoch);
    IF refusal IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = refusal, DETAIL = json_build_object('serial', m.serial)::text;
    END IF;
  END IF;
  NEW.awaits := NEW.kind = ANY (refurbishment.awaiting_kinds());
  IF NEW.kind = 'other_tool' THEN
    refusal := refurbishment.judgement_refusal(NEW, m);
    IF refusal IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = refusal;
    END IF;
  END IF;
  IF NEW.kind <> 'log' THEN RETURN NEW; END IF;

  SELECT * INTO r FROM refurbishment.drive_result WHERE id = NEW.drive_result_id;
  SELECT * INTO l FROM refurbishment.erasure_log WHERE id = r.log_id;
  SELECT began_at INTO epoch_began FROM refurbishment.epoch_start WHERE device_id = NEW.device_id AND data_epoch = NEW.data_epoch;
  IF r.status IS DISTINCT FROM 'passed' THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.result_not_passed';
  END IF;
  IF l.origin = 'declared' THEN
    -- The server did not see this log come in its time, so its receipt tells nothing: a person signs that nothing happened
    -- since, of a device that was declared to be here and had no other holder since, and whose disk was seen again.
    IF NOT NEW.decided THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.person_must_decide';
    END IF;
    refusal := refurbishment.old_log_refusal(r.id, NEW.device_id, NEW.data_epoch, m);
    IF refusal IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = refusal,
        DETAIL = json_build_object('serials', json_build_array(r.serial), 'erased', r.size_bytes, 'size', devices.told_size(m, 0))::text;
    END IF;
  ELSIF l.received_at < epoch_began THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_too_old';
  END IF;
  IF r.serial_key IS NOT NULL AND m.serial_key IS NOT NULL THEN
    IF r.serial_key <> m.serial_key THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_other_disk', DETAIL = json_build_object('serials', json_build_array(r.serial))::text;
    -- Who signs at the bench has the disk before them and may know better.
    ELSIF NOT NEW.decided AND NOT refurbishment.erased_whole(r.size_bytes, devices.told_size(m, 0)) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_smaller', DETAIL = json_build_object('serials', json_build_array(r.serial), 'erased', r.size_bytes, 'size', devices.told_size(m, 0))::text;
    END IF;
  ELSIF NOT NEW.decided THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.person_must_decide';
  END IF;
  RETURN NEW;
END $$;
