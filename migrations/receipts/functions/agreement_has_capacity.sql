-- No agreement with a public donor before the bank has said at which title it receives (CG3P, art. L. 3212-2: recipients are limitative).
CREATE OR REPLACE FUNCTION receipts.agreement_has_capacity() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF coalesce((SELECT c.capacity FROM intake.receiving_capacity c
      WHERE c.valid_from <= (platform.now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date ORDER BY c.valid_from DESC LIMIT 1), 'not_said') = 'not_said' THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.capacity_missing';
  END IF;
  RETURN NEW;
END $$;
