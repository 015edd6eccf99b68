-- What happened to SIM cards, for the structure that has them and the one that had them until then.
CREATE OR REPLACE FUNCTION sims.publish_sim_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, reason, organisation_id, seen_by)
  SELECT 'sim', e.verb, e.sim_id, e.from_status, e.to_status, e.reason, e.organisation_id,
    ARRAY[e.organisation_id, e.structure_id,
      (SELECT p.structure_id FROM sims.sim_event p WHERE p.sim_id = e.sim_id AND p.id < e.id ORDER BY p.id DESC LIMIT 1)]
  FROM new_events e ORDER BY e.id;
  RETURN NULL;
END $$;
