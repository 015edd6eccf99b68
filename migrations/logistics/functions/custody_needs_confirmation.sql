-- Off the road in three ways: lost, taken back by the sender, or in the receiver's custody, which must have confirmed it.
CREATE OR REPLACE FUNCTION logistics.custody_needs_confirmation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'lost' THEN
    UPDATE logistics.transfer_line SET outcome = 'missing', resolution = 'lost' WHERE device_id = NEW.id AND open;
  ELSIF NEW.holder_org_id IS NOT DISTINCT FROM OLD.holder_org_id THEN
    UPDATE logistics.transfer_line SET
      resolution = CASE WHEN outcome = 'missing' THEN 'called_back' END,
      outcome = CASE WHEN outcome = 'missing' THEN 'missing' ELSE 'withdrawn' END
    WHERE device_id = NEW.id AND open;
  ELSE
    UPDATE logistics.transfer_line l SET arrived_at = platform.now()
    FROM logistics.transfer t
    WHERE l.device_id = NEW.id AND l.open AND l.outcome = 'confirmed' AND t.id = l.transfer_id AND t.to_org_id = NEW.holder_org_id;
    IF NOT FOUND THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.not_confirmed', DETAIL = json_build_object('code', NEW.code)::text;
    END IF;
  END IF;
  DELETE FROM devices.visibility WHERE cause_id = OLD.transfer_id AND device_id = NEW.id AND cause_kind = 'transfer';
  RETURN NULL;
END $$;
