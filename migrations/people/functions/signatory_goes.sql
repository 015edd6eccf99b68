-- Whether somebody who may sign goes: not in force any more, or for so long, as `people.retention` says, and named on no paper.
CREATE OR REPLACE FUNCTION people.signatory_goes(s people.signatory) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(s.valid_until, greatest(s.valid_from, (s.recorded_at AT TIME ZONE b.time_zone)::date)) <= ((platform.now() - people.kept_for('signatory')) AT TIME ZONE b.time_zone)::date
    AND NOT EXISTS (SELECT FROM platform.answers('signatory_named', s))
  FROM people.bank b
$$;
