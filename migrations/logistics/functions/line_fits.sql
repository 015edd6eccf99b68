-- A list is written while the lot is prepared; afterwards only what came of each line.
CREATE OR REPLACE FUNCTION logistics.line_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t logistics.transfer; refusal text;
BEGIN
  SELECT * INTO t FROM logistics.transfer WHERE id = coalesce(NEW.transfer_id, OLD.transfer_id);
  IF TG_OP = 'DELETE' THEN
    IF t.state <> 'preparing' AND NOT (t.state = 'sent' AND OLD.outcome = 'extra') THEN RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.list_is_closed'; END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT (t.state = 'preparing' AND NEW.outcome = 'pending' OR t.state = 'sent' AND NEW.outcome = 'extra') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.list_is_closed';
    END IF;
    refusal := CASE NEW.outcome WHEN 'pending' THEN logistics.repair_refusal(NEW.device_id, t.to_org_id) END;
    IF refusal IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = refusal,
        DETAIL = json_build_object('code', (SELECT d.code FROM devices.device d WHERE d.id = NEW.device_id))::text;
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.transfer_id) <> (OLD.id, OLD.transfer_id) OR NEW.device_id IS DISTINCT FROM OLD.device_id
    OR OLD.arrived_at IS NOT NULL OR OLD.outcome = ANY (logistics.closed_outcomes()) THEN
    IF platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.list_is_closed';
  END IF;
  RETURN NEW;
END $$;
