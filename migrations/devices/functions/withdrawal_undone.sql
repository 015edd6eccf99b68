-- It was no double after all: the numbers that its withdrawal freed are its own again, but for those that another device has got since. Only
-- with its correction; what its donation asks, intake.double_comes_back says.
CREATE OR REPLACE FUNCTION devices.withdrawal_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM corrections.correction c WHERE c.subject_id = NEW.id AND c.kind = 'device_unmerged' AND c.txid = pg_current_xact_id();
  IF NOT FOUND THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merge_untold'; END IF;
  IF devices.why_kept(NEW.id) IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = devices.why_kept(NEW.id), DETAIL = json_build_object('code', NEW.code, 'state', OLD.state)::text;
  END IF;
  UPDATE devices.alias a SET freed_at = NULL FROM devices.device_event e
  WHERE a.device_id = NEW.id AND e.id = OLD.last_event_id AND a.freed_at = e.recorded_at
    AND NOT EXISTS (SELECT 1 FROM devices.alias b WHERE lower(b.issuer) = lower(a.issuer) AND b.number_key = a.number_key AND b.freed_at IS NULL);
  RETURN NULL;
END $$;
