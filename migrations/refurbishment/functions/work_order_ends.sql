-- A work order ends when its device enters the stock, whichever page or program put it there.
CREATE OR REPLACE FUNCTION refurbishment.work_order_ends() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  UPDATE refurbishment.work_order SET closed_at = platform.now(), help_code = NULL, help_at = NULL, help_operator = NULL
  WHERE device_id = NEW.id AND data_epoch = NEW.data_epoch AND closed_at IS NULL;
  RETURN NULL;
END $$;
