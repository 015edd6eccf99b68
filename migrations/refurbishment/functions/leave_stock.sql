-- Of a device whose media are asked about: takes it out of the stock, to the bench of the workshop that has it or among those that the bank
-- received. One that is reserved, on the road or at a structure stays where it is, for a person to act on (docs/adr/0068): it is noted.
CREATE OR REPLACE FUNCTION refurbishment.leave_stock(device uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE d devices.device; after_state text;
BEGIN
  SELECT * INTO d FROM devices.device x WHERE x.id = device FOR UPDATE;
  IF NOT (d.state = ANY (devices.proven_states()) OR d.state = 'in_transit')
    OR NOT EXISTS (SELECT 1 FROM refurbishment.gate_failures(device) f WHERE f LIKE ANY (refurbishment.media_failures())) THEN
    RETURN;
  END IF;
  IF d.state <> 'in_stock' THEN
    INSERT INTO refurbishment.asked_again (device_id) VALUES (d.id) ON CONFLICT ON CONSTRAINT asked_again_pkey DO UPDATE SET asked_at = platform.clock_timestamp();
    RETURN;
  END IF;
  SELECT CASE WHEN o.kind = 'bank' THEN 'received' ELSE 'at_workshop' END INTO after_state FROM people.organisation o WHERE o.id = d.holder_org_id;
  PERFORM devices.leave_state(d, 'leave_stock', after_state);
END $$;
