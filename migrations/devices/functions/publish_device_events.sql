-- What happened to devices, for whoever sees them, and for whoever had them until then. Who sees one is looked up by its key, also where Postgres
-- believes the table to be small.
CREATE OR REPLACE FUNCTION devices.publish_device_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, reason, organisation_id, seen_by)
  SELECT 'device', e.verb, e.device_id, e.from_state, e.to_state, e.reason, e.organisation_id,
    ARRAY(SELECT v.organisation_id FROM devices.visibility v WHERE v.device_id = e.device_id)
      || e.organisation_id || CASE WHEN e.holder_from LIKE 'org:%' THEN substr(e.holder_from, 5)::uuid END
  FROM new_events e ORDER BY e.id;
  RETURN NULL;
END $$;
