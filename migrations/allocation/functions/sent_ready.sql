-- What leaves for a structure is ready: the gate would refuse its arrival anyway, and this is said before the van leaves. A device in repair for a
-- person to whom this structure handed it over goes back there as it is.
CREATE OR REPLACE FUNCTION allocation.sent_ready() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE unready text[];
BEGIN
  SELECT array_agg(d.code ORDER BY d.code) INTO unready FROM people.organisation o
  JOIN logistics.transfer_line l ON l.transfer_id = NEW.id JOIN devices.device d ON d.id = l.device_id
  WHERE o.id = NEW.to_org_id AND o.kind = 'structure'
    AND NOT (l.state_before = 'in_maintenance' AND EXISTS (
      SELECT 1 FROM allocation.handover h WHERE h.device_id = d.id AND h.ended_at IS NULL AND h.structure_id = NEW.to_org_id))
    AND EXISTS (SELECT 1 FROM refurbishment.gate_failures(d.id));
  IF unready IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.not_ready', DETAIL = json_build_object('codes', unready)::text;
  END IF;
  RETURN NULL;
END $$;
