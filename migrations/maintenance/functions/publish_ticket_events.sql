-- What happened to faults, for the structure that takes care of them and the one that did until then.
CREATE OR REPLACE FUNCTION maintenance.publish_ticket_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, reason, organisation_id, seen_by)
  SELECT 'ticket', e.verb, e.ticket_id, e.from_state, e.to_state, e.reason, e.organisation_id,
    ARRAY[e.organisation_id, e.structure_id]
  FROM new_events e ORDER BY e.id;
  RETURN NULL;
END $$;
