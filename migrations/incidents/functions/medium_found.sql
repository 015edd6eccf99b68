-- A lost medium is back, or never was lost.
CREATE OR REPLACE FUNCTION incidents.medium_found() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM incidents.item_found(x.id, coalesce(NEW.reason, 'found_again'), NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.channel)
  FROM incidents.lost_item x WHERE x.removed_medium_id = NEW.removed_medium_id AND x.found_at IS NULL;
  RETURN NULL;
END $$;
