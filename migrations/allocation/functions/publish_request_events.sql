-- What happened to requests, for their structure. A draft is its structure's alone until it is sent.
CREATE OR REPLACE FUNCTION allocation.publish_request_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, reason, organisation_id, seen_by)
  SELECT 'request', e.verb, e.request_id, e.from_state, e.to_state, r.refusal_reason, e.organisation_id,
    ARRAY[e.organisation_id, r.structure_id]
  FROM new_events e JOIN allocation.request r ON r.id = e.request_id
  WHERE e.verb = 'submit' OR (e.verb <> ALL (allocation.silent_verbs()) AND e.from_state <> 'draft') ORDER BY e.id;
  RETURN NULL;
END $$;
