-- Whether a device of this origin and donation waits for its public donor's decision: the one that counts is of the donor whom the donation names now.
CREATE OR REPLACE FUNCTION intake.in_deposit(public_origin boolean, donation uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT public_origin AND donation IS NOT NULL AND NOT EXISTS (SELECT 1 FROM intake.donation_decision x
    JOIN intake.donation n ON n.id = x.donation_id AND n.donor_id = x.donor_id WHERE x.donation_id = donation)
$$;
