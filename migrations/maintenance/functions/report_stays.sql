-- A report is for ever: it is sorted once, may go on with another ticket of the same device, is asked again once, and loses what was typed.
CREATE OR REPLACE FUNCTION maintenance.report_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.secret_hash, NEW.problem, NEW.channel, NEW.reported_at) IS DISTINCT FROM (OLD.id, OLD.number, OLD.secret_hash, OLD.problem, OLD.channel, OLD.reported_at)
    OR (NEW.typed <> OLD.typed AND NEW.typed <> '') OR (OLD.asked_again_at IS NOT NULL AND NEW.asked_again_at IS DISTINCT FROM OLD.asked_again_at)
    OR (OLD.ticket_id IS NOT NULL AND NEW.ticket_id IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.report_is_for_ever';
  END IF;
  RETURN NEW;
END $$;
