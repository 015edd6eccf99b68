-- Whether a hand-over may still be undone: until the end of the next working day, as the bank counts them.
CREATE OR REPLACE FUNCTION allocation.undo_is_open(handover uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT (platform.now() AT TIME ZONE b.time_zone)::date <= platform.next_working_day((h.handed_over_at AT TIME ZONE b.time_zone)::date)
    FROM allocation.handover h CROSS JOIN people.bank b WHERE h.id = handover), false)
$$;
