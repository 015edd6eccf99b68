-- A lost device is back, whatever says so.
CREATE OR REPLACE FUNCTION incidents.device_found() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM incidents.item_found(x.id, coalesce(NEW.reason, 'found_again'), NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.channel)
  FROM incidents.lost_item x WHERE x.device_id = NEW.device_id AND x.removed_medium_id IS NULL AND x.found_at IS NULL;
  RETURN NULL;
END $$;
