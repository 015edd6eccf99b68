-- How a donor is reached was deleted: programs that follow the bank delete what they hold of it.
CREATE OR REPLACE FUNCTION intake.publish_forgotten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, seen_by)
  SELECT 'donor', 'forgotten', c.donor_id, ARRAY[c.organisation_id] FROM gone_contacts c ORDER BY c.donor_id;
  RETURN NULL;
END $$;
