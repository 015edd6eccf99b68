-- Evidence is signed by whoever may, for a medium of this device, from a log that proves it in this epoch.
CREATE OR REPLACE FUNCTION refurbishment.evidence_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE m devices.medium; r refurbishment.drive_result; l refurbishment.erasure_log; epoch_began timestamptz; kind_of_device text; begun devices.device_event;
BEGIN
  PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
  NEW.signed_at := clock_timestamp();
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
    SELECT v.* INTO begun FROM refurbishment.epoch_start s JOIN devices.device_event v ON v.id = s.event_id
      WHERE s.device_id = NEW.device_id AND s.data_epoch = NEW.data_epoch;
    IF begun.verb IS DISTINCT FROM 'declare' OR begun.to_state IS DISTINCT FROM 'to_be_proven' THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_too_old';
    END IF;
    IF r.serial_key IS NULL OR NOT refurbishment.seen_since(m, begun.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.disk_not_seen';
    END IF;
  ELSIF l.received_at < epoch_began THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_too_old';
  END IF;
  IF r.serial_key IS NOT NULL AND m.serial_key IS NOT NULL THEN
    IF r.serial_key <> m.serial_key THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_other_disk', DETAIL = json_build_object('serials', json_build_array(r.serial))::text;
    -- Who signs at the bench has the disk before them and may know better; who vouches for an earlier tool's folder vouches for its day alone.
    ELSIF (l.origin = 'declared' OR NOT NEW.decided) AND NOT refurbishment.erased_whole(r.size_bytes, m.size_bytes) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_smaller', DETAIL = json_build_object('serials', json_build_array(r.serial), 'erased', r.size_bytes, 'size', m.size_bytes)::text;
    END IF;
  ELSIF NOT NEW.decided THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.person_must_decide';
  END IF;
  RETURN NEW;
END $$;
