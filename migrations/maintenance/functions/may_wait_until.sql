-- A fault waits until a day from today on, and half a year at most: what waits longer needs somebody who looks again.
CREATE OR REPLACE FUNCTION maintenance.may_wait_until(day date) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT day IS NULL OR day BETWEEN t.today AND t.today + 183
  FROM (SELECT (platform.now() AT TIME ZONE b.time_zone)::date AS today FROM people.bank b) t
$$;
