-- Forgets what was said of a person before it was put right, under whichever reference.
CREATE OR REPLACE FUNCTION allocation.forget_former(person uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM allocation.beneficiary_event e WHERE e.beneficiary_id = ANY (allocation.persons_of(person))
$$;
