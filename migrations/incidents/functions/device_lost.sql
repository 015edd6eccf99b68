-- A device is lost: where the gate does not know its data to be gone, an incident is opened in this very statement, or joined.
CREATE OR REPLACE FUNCTION incidents.device_lost() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  custodian uuid := CASE WHEN NEW.holder_from LIKE 'org:%' THEN substr(NEW.holder_from, 5)::uuid END;
  how text := CASE WHEN NEW.reason = 'stolen' THEN 'stolen' ELSE 'lost' END;
  incident uuid;
  item uuid := incidents.new_id();
  epoch smallint := (SELECT d.data_epoch FROM devices.device d WHERE d.id = NEW.device_id);
BEGIN
  IF NOT EXISTS (SELECT FROM incidents.unerased(NEW.device_id)) THEN RETURN NULL; END IF;
  incident := incidents.join_or_open(how, custodian, NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.channel);
  INSERT INTO incidents.lost_item (id, incident_id, device_id, how, custodian_id, location, held_since, seen_at, seen_operator, seen_organisation_id, lost_at)
  SELECT item, incident, NEW.device_id, how, custodian, NEW.location_from,
    (SELECT h.occurred_at FROM devices.device_event h WHERE h.device_id = NEW.device_id AND h.id < NEW.id AND h.holder_from IS DISTINCT FROM h.holder_to
      ORDER BY h.id DESC LIMIT 1),
    b.occurred_at, b.operator_number, b.organisation_id, NEW.occurred_at
  FROM (SELECT 1) x LEFT JOIN LATERAL (
    SELECT e.occurred_at, e.operator_number, e.organisation_id FROM devices.device_event e WHERE e.device_id = NEW.device_id AND e.id < NEW.id
    ORDER BY e.id DESC LIMIT 1) b ON true;
  INSERT INTO incidents.lost_medium (id, lost_item_id, medium_id, why, data_epoch, controller_id)
  SELECT incidents.new_id(), item, u.medium_id, u.why, c.data_epoch, c.controller_id FROM incidents.unerased(NEW.device_id) u CROSS JOIN (
    SELECT k.data_epoch, incidents.controller_for(incident, k.kind, k.donor_id, k.organisation_id) AS controller_id
    FROM incidents.controllers_of(NEW.device_id, epoch) k) c;
  RETURN NULL;
END $$;
