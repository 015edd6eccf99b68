-- What happened to removed media, for whoever has them and whoever had them until then.
CREATE OR REPLACE FUNCTION refurbishment.publish_removed_medium_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, reason, organisation_id, seen_by)
  SELECT 'removed_medium', e.verb, e.removed_medium_id, e.from_state, e.to_state, e.reason, e.organisation_id,
    ARRAY[e.organisation_id, e.holder_org_id,
      (SELECT p.holder_org_id FROM refurbishment.removed_medium_event p WHERE p.removed_medium_id = e.removed_medium_id AND p.id < e.id ORDER BY p.id DESC LIMIT 1)]
  FROM new_events e ORDER BY e.id;
  RETURN NULL;
END $$;
