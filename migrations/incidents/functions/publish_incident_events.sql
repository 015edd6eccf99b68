-- What happened to incidents, for whoever had what was lost.
CREATE OR REPLACE FUNCTION incidents.publish_incident_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, reason, organisation_id, seen_by)
  SELECT 'incident', e.verb, e.incident_id, e.from_state, e.to_state, e.reason, e.organisation_id,
    ARRAY(SELECT x.custodian_id FROM incidents.lost_item x WHERE x.incident_id = e.incident_id AND x.custodian_id IS NOT NULL
      UNION SELECT e.custodian_id WHERE e.custodian_id IS NOT NULL)
  FROM new_events e ORDER BY e.id;
  RETURN NULL;
END $$;
