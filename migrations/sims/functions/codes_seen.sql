-- Whether anybody has read the codes of a card since it was last handed out: it then serves nobody else.
CREATE OR REPLACE FUNCTION sims.codes_seen(card uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM people.identity_look l WHERE l.screen = 'sim_codes' AND l.subject_id = card
    AND l.at >= (SELECT max(e.recorded_at) FROM sims.sim_event e WHERE e.sim_id = card AND e.verb = 'hand_out'))
$$;
