-- Whether the newest hand-out of a card may still be undone: until the end of the next working day, as the bank counts them.
CREATE OR REPLACE FUNCTION sims.undo_is_open(card uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT (platform.now() AT TIME ZONE b.time_zone)::date <= platform.next_working_day((e.recorded_at AT TIME ZONE b.time_zone)::date)
    FROM sims.sim_event e CROSS JOIN people.bank b WHERE e.sim_id = card AND e.verb = 'hand_out' ORDER BY e.id DESC LIMIT 1), false)
$$;
