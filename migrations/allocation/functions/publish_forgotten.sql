-- A person's identity was deleted: programs that follow the bank delete what they hold of it. The reference alone names it.
CREATE OR REPLACE FUNCTION allocation.publish_forgotten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, reference, reason, seen_by)
  SELECT 'beneficiary', 'forgotten', p.beneficiary_id, b.reference, p.reason, ARRAY[b.structure_id]
  FROM new_entries p JOIN allocation.beneficiary b ON b.id = p.beneficiary_id WHERE p.what = 'identity' ORDER BY p.id;
  RETURN NULL;
END $$;
