-- Cards that somebody has and whose credit ends within the days of the dated rule. @returns how many were written now
CREATE OR REPLACE FUNCTION sims.publish_credit_ends() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) FILTER (WHERE events.publish_late('sim', 'credit_ends', s.id, s.credit_ends_on::timestamptz, ARRAY[s.structure_id]))::integer
  FROM (SELECT (platform.now() AT TIME ZONE b.time_zone)::date AS today FROM people.bank b) n
  CROSS JOIN LATERAL (SELECT days FROM sims.credit_rule WHERE valid_from <= n.today ORDER BY valid_from DESC LIMIT 1) r
  JOIN sims.sim s ON coalesce(s.credit_ends_on, '9999-12-31'::date) BETWEEN n.today AND n.today + r.days
  WHERE s.status = ANY (sims.living_statuses())
$$;
