-- Epochs are counted here and nowhere else, so that old evidence can never serve twice.
CREATE OR REPLACE FUNCTION devices.count_epochs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.code <> OLD.code OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_is_for_ever';
  END IF;
  NEW.data_epoch := OLD.data_epoch + CASE
    WHEN OLD.holder_ref IS NOT NULL AND NEW.holder_ref IS NULL THEN 1
    WHEN OLD.state = 'lost' AND NEW.state <> 'lost' THEN 1
    ELSE 0 END;
  NEW.changed_at := now();
  RETURN NEW;
END $$;
