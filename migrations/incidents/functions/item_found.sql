-- What was lost is back; with the last of them the incident is over, and stays. One that a controller's answer ended stays so. Where all of it had
-- been said by mistake, or was entered twice, the incident says that.
CREATE OR REPLACE FUNCTION incidents.item_found(item uuid, reason text, membership uuid, operator integer, organisation uuid, channel text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
#variable_conflict use_variable
DECLARE i incidents.incident; custodian uuid;
BEGIN
  SELECT n.* INTO i FROM incidents.lost_item x JOIN incidents.incident n ON n.id = x.incident_id WHERE x.id = item FOR UPDATE OF n;
  UPDATE incidents.lost_item x SET found_at = platform.now(), by_mistake = reason <> 'found_again' WHERE x.id = item RETURNING x.custodian_id INTO custodian;
  PERFORM incidents.step(i.id, 'find',
    CASE WHEN i.state = 'closed' OR EXISTS (SELECT FROM incidents.lost_item x WHERE x.incident_id = i.id AND x.found_at IS NULL) THEN i.state
      WHEN EXISTS (SELECT FROM incidents.lost_item x WHERE x.incident_id = i.id AND NOT x.by_mistake) THEN 'found' ELSE 'error' END,
    reason, NULL, custodian, membership, operator, organisation, channel);
END $$;
