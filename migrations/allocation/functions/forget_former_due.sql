-- Forgets what of people was overwritten longer ago than the period of identities. @returns how much.
CREATE OR REPLACE FUNCTION allocation.forget_former_due() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH gone AS (DELETE FROM allocation.beneficiary_event WHERE at < platform.now() - people.kept_for('identity') RETURNING 1)
  SELECT count(*) FROM gone
$$;
