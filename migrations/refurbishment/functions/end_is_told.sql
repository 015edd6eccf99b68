-- Nothing goes out for good with unproven media and no word of what becomes of them, whatever SQL the application runs. A danger does not
-- wait: it goes, and what is lacking is noted. As the owner: the application may not write open_end.
CREATE OR REPLACE FUNCTION refurbishment.end_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM refurbishment.data_left(NEW.id)) OR EXISTS (
    SELECT 1 FROM refurbishment.data_end_device x JOIN refurbishment.data_end s ON s.id = x.data_end_id
    WHERE x.device_id = NEW.id AND x.data_epoch = NEW.data_epoch
      AND s.kind = CASE WHEN NEW.state = 'given_back' THEN 'given_back_with_data' ELSE 'sent_for_destruction' END) THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM devices.device_event e WHERE e.id = NEW.last_event_id AND e.reason = ANY (devices.urgent_reasons())) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.data_left', DETAIL = json_build_object('code', NEW.code)::text;
  END IF;
  INSERT INTO refurbishment.open_end (device_id, data_epoch, organisation_id) VALUES (NEW.id, NEW.data_epoch, NEW.holder_org_id)
  -- It went before in this epoch, and that was undone.
  ON CONFLICT (device_id, data_epoch) DO UPDATE SET organisation_id = EXCLUDED.organisation_id, began_at = platform.now();
  RETURN NULL;
END $$;
