-- What was received stays received, and what was decided stays decided.
CREATE OR REPLACE FUNCTION inventories.received_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.organisation_id, NEW.membership_id, NEW.sha256, NEW.source, NEW.received_at)
    IS DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.membership_id, OLD.sha256, OLD.source, OLD.received_at)
    OR OLD.state <> 'waiting' THEN
    IF platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'inventories.already_decided';
  END IF;
  RETURN NEW;
END $$;
