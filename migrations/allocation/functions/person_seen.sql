-- Somebody was in touch with a person today, under whichever reference: the time their identity is kept counts from now.
CREATE OR REPLACE FUNCTION allocation.person_seen(person uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  today date := (platform.now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date;
  ids uuid[] := allocation.persons_of(person);
BEGIN
  UPDATE allocation.beneficiary SET last_contact_on = today WHERE id = ANY (ids) AND ended_on IS NULL AND last_contact_on < today;
  UPDATE allocation.beneficiary_identity SET purge_on = (today + people.kept_for('identity'))::date
  WHERE beneficiary_id = ANY (ids) AND purge_on IS DISTINCT FROM (today + people.kept_for('identity'))::date;
END $$;
