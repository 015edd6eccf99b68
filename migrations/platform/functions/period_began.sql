-- When a dated period began that ends now: what is older is over. Null where no such period is in force.
CREATE OR REPLACE FUNCTION platform.period_began(subject text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT platform.now() - a.label::interval FROM platform.answers('period_in_force', subject) a
$$;
