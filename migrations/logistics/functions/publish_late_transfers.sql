-- Lots that were sent so many days ago and are not confirmed. @returns how many were written now
CREATE OR REPLACE FUNCTION logistics.publish_late_transfers(days integer) RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) FILTER (WHERE events.publish_late('transfer', 'late', t.id, t.sent_at, ARRAY[t.from_org_id, t.to_org_id]))::integer
  FROM logistics.transfer t WHERE t.state = 'sent' AND t.sent_at < platform.now() - make_interval(days => days)
$$;
