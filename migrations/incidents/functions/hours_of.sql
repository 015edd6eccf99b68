-- The hours of a delay, as the rule of today says them.
CREATE OR REPLACE FUNCTION incidents.hours_of(of_what text) RETURNS smallint LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT r.hours FROM incidents.notice_rule r CROSS JOIN people.bank b
  WHERE r.subject = of_what AND r.valid_from <= (platform.now() AT TIME ZONE b.time_zone)::date ORDER BY r.valid_from DESC LIMIT 1 $$;
