-- Devices come into a donation that is there and not closed, by the kind of its donor. The lock holds off a closing twin.
CREATE OR REPLACE FUNCTION intake.device_of_open_donation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
  PERFORM 1 FROM intake.donation WHERE id IN (SELECT DISTINCT donation_id FROM new_devices) FOR SHARE;
  SELECT o.number, o.state INTO wrong
    FROM (SELECT DISTINCT donation_id, donor_kind FROM new_devices WHERE donation_id IS NOT NULL) n
    JOIN intake.donation o ON o.id = n.donation_id JOIN intake.donor d ON d.id = o.donor_id
    WHERE o.state <> 'received' OR d.kind IS DISTINCT FROM n.donor_kind LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_not_open', DETAIL = json_build_object('number', wrong.number, 'state', wrong.state)::text;
  END IF;
  RETURN NULL;
END $$;
