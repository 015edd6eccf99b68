-- The one rule of lateness: from when on a fault is late. With a date, at the end of that day where the bank is; else so many days after its
-- last step, by the rule of the day of that step.
CREATE OR REPLACE FUNCTION maintenance.due_at(state maintenance.state, stepped timestamptz, until date) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE WHEN until IS NOT NULL THEN (until + 1)::timestamp AT TIME ZONE b.time_zone
    ELSE stepped + make_interval(days => (
      SELECT d.days FROM maintenance.delay d
      WHERE d.subject::text = state::text AND d.valid_from <= (stepped AT TIME ZONE b.time_zone)::date ORDER BY d.valid_from DESC LIMIT 1)) END
  FROM people.bank b
$$;
