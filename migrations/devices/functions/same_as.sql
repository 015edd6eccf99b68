-- The row with a serial of a drive that Windows shows by its namespace alone, or null. By the identifier where the other tool told it
-- too; else by model and size, the first with the first. Asked of every medium, while few are such drives: plpgsql, so that only these
-- begin a query.
CREATE OR REPLACE FUNCTION devices.same_as(medium devices.medium) RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
BEGIN
  IF (medium).serial_key IS NOT NULL OR (medium).eui IS NULL THEN RETURN NULL; END IF;
  RETURN coalesce(
    (SELECT t.id FROM devices.medium t WHERE t.device_id = (medium).device_id AND t.serial_key IS NOT NULL AND t.eui = (medium).eui ORDER BY t.id LIMIT 1),
    (SELECT t.id FROM devices.medium t
      WHERE t.device_id = (medium).device_id AND t.serial_key IS NOT NULL AND t.eui IS NULL AND t.kind = (medium).kind
        AND devices.model_key(t.model) = devices.model_key((medium).model) AND devices.model_key(t.model) <> ''
        AND abs(t.size_bytes - (medium).size_bytes) <= t.size_bytes / 50
      ORDER BY t.first_seen_at, t.id
      OFFSET (SELECT count(*) FROM devices.medium o WHERE o.device_id = (medium).device_id AND o.serial_key IS NULL AND o.eui IS NOT NULL
        AND devices.model_key(o.model) = devices.model_key((medium).model) AND o.id < (medium).id) LIMIT 1));
END $$;
