-- Donations whose agreement did not come back signed for so many days. @returns how many were written now
CREATE OR REPLACE FUNCTION intake.publish_late_agreements(days integer) RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) FILTER (WHERE events.publish_late('donation', 'agreement_late', d.id, a.since, ARRAY[d.organisation_id]))::integer
  FROM intake.agreements_awaited() a JOIN intake.donation d ON d.id = a.donation_id WHERE a.since < platform.now() - make_interval(days => days)
$$;
