-- Runs as the owner: the application has no right to write 'used'.
CREATE OR REPLACE FUNCTION allocation.ledger_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE allocation.quota q SET used = q.used + n.delta
  FROM (SELECT quota_id, sum(delta)::int AS delta FROM added GROUP BY quota_id) n WHERE q.id = n.quota_id;
  RETURN NULL;
END $$;
