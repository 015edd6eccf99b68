-- Whether a fault that is over goes on when its device is reported again: it was solved or closed as many days ago as the rule says, at most, and is
-- not going on as another one.
CREATE OR REPLACE FUNCTION maintenance.goes_on(of maintenance.ticket) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT (of.state::text = 'solved' OR of.state::text = 'closed') AND of.device_id IS NOT NULL AND of.joined_to IS NULL AND of.ended_at >= platform.now() - make_interval(days => (
    SELECT d.days FROM maintenance.delay d, people.bank b
    WHERE d.subject::text = 'same_ticket' AND d.valid_from <= (of.ended_at AT TIME ZONE b.time_zone)::date ORDER BY d.valid_from DESC LIMIT 1))
$$;
