-- Only who gave it withdraws it, while the device is still being worked on: what left on a proof keeps the proof.
CREATE OR REPLACE FUNCTION refurbishment.withdrawal_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE given record; now_state text; now_epoch smallint; the_code text;
BEGIN
  SELECT x.device_id, x.data_epoch, x.membership_id INTO given FROM (
    SELECT id, device_id, data_epoch, membership_id FROM refurbishment.evidence WHERE id = NEW.evidence_id
    UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.media_statement WHERE id = NEW.media_statement_id
    UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.test_sheet WHERE id = NEW.test_sheet_id
    UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.grading WHERE id = NEW.grading_id) x;
  SELECT state, data_epoch, code INTO now_state, now_epoch, the_code FROM devices.device WHERE id = given.device_id FOR UPDATE;
  IF NEW.membership_id IS DISTINCT FROM given.membership_id THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.not_your_step', DETAIL = json_build_object('code', the_code)::text;
  END IF;
  IF now_epoch IS DISTINCT FROM given.data_epoch OR now_state <> ALL (devices.unproven_states()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.too_late_to_withdraw', DETAIL = json_build_object('code', the_code)::text;
  END IF;
  NEW.withdrawn_at := platform.clock_timestamp();
  RETURN NEW;
END $$;
