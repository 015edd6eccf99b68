-- What a device is, and what it keeps of its donor, changes only with a history row of this very transaction, beside which stands what was
-- there before. A grade has a history of its own, its gradings; the number of its gift is written by intake.former_donation.
CREATE OR REPLACE FUNCTION devices.former_values() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF (NEW.category, NEW.make, NEW.model, NEW.serial, NEW.serial_key, NEW.condition, NEW.processor, NEW.memory_mb,
      NEW.donation_id, NEW.donor_kind, NEW.public_origin, NEW.resale_forbidden, NEW.price_ceiling_cents, NEW.to_check)
    IS NOT DISTINCT FROM (OLD.category, OLD.make, OLD.model, OLD.serial, OLD.serial_key, OLD.condition, OLD.processor, OLD.memory_mb,
      OLD.donation_id, OLD.donor_kind, OLD.public_origin, OLD.resale_forbidden, OLD.price_ceiling_cents, OLD.to_check) THEN
    RETURN NULL;
  END IF;
  PERFORM FROM devices.device_event e WHERE e.id = NEW.last_event_id AND e.device_id = NEW.id AND e.txid = pg_current_xact_id();
  IF NOT FOUND THEN
    IF platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NULL; END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
  END IF;
  INSERT INTO devices.former_value (device_id, event_id, field, before, after)
  SELECT NEW.id, NEW.last_event_id, x.field, x.before, x.after
  FROM (VALUES
    ('category', OLD.category::text, NEW.category::text),
    ('make', nullif(OLD.make, ''), nullif(NEW.make, '')),
    ('model', nullif(OLD.model, ''), nullif(NEW.model, '')),
    ('serial', OLD.serial, NEW.serial),
    ('condition', OLD.condition::text, NEW.condition::text),
    ('processor', OLD.processor, NEW.processor),
    ('memory_mb', OLD.memory_mb::text, NEW.memory_mb::text),
    ('donor_kind', OLD.donor_kind::text, NEW.donor_kind::text),
    ('public_origin', OLD.public_origin::text, NEW.public_origin::text),
    ('resale_forbidden', OLD.resale_forbidden::text, NEW.resale_forbidden::text),
    ('price_ceiling_cents', OLD.price_ceiling_cents::text, NEW.price_ceiling_cents::text),
    ('to_check', nullif(array_to_string(OLD.to_check, ','), ''), nullif(array_to_string(NEW.to_check, ','), ''))
  ) AS x(field, before, after)
  WHERE x.before IS DISTINCT FROM x.after;
  RETURN NULL;
END $$;
