-- A medium that was out of its device is lost before it was erased.
CREATE OR REPLACE FUNCTION incidents.medium_lost() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  x refurbishment.removed_medium;
  how text := CASE WHEN NEW.reason = 'stolen' THEN 'stolen' ELSE 'lost' END;
  incident uuid;
  item uuid := incidents.new_id();
  epoch smallint;
  custodian uuid;
BEGIN
  SELECT * INTO x FROM refurbishment.removed_medium m WHERE m.id = NEW.removed_medium_id;
  SELECT e.data_epoch INTO epoch FROM refurbishment.evidence e WHERE e.id = x.evidence_id;
  custodian := coalesce(x.holder_org_id, NEW.organisation_id);
  incident := incidents.join_or_open(how, custodian, NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.channel);
  INSERT INTO incidents.lost_item (id, incident_id, device_id, removed_medium_id, how, custodian_id, location, held_since, seen_at, seen_operator, seen_organisation_id, lost_at)
  SELECT item, incident, x.device_id, x.id, how, custodian, coalesce('place:' || x.place_id::text, 'holder'), x.removed_at,
    b.recorded_at, b.operator_number, b.organisation_id, NEW.recorded_at
  FROM (SELECT 1) o LEFT JOIN LATERAL (
    SELECT e.recorded_at, e.operator_number, e.organisation_id FROM refurbishment.removed_medium_event e
    WHERE e.removed_medium_id = x.id AND e.id < NEW.id ORDER BY e.id DESC LIMIT 1) b ON true;
  INSERT INTO incidents.lost_medium (id, lost_item_id, medium_id, why, data_epoch, controller_id)
  SELECT incidents.new_id(), item, x.medium_id, 'medium_unproven', k.data_epoch, incidents.controller_for(incident, k.kind, k.donor_id, k.organisation_id)
  FROM incidents.controllers_of(x.device_id, epoch, x.medium_id) k;
  RETURN NULL;
END $$;
