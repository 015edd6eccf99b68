-- A witness is another person than who signed, of the same organisation or of the bank, and witnesses what was removed, destroyed or put
-- in new.
CREATE OR REPLACE FUNCTION refurbishment.countersignature_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE signed record; witness record;
BEGIN
  -- What is witnessed stays so until this commits: taking it back waits, or came first.
  PERFORM FROM devices.device d JOIN refurbishment.evidence e ON e.device_id = d.id WHERE e.id = NEW.evidence_id FOR SHARE OF d;
  PERFORM FROM refurbishment.removed_medium m JOIN refurbishment.removed_medium_event v ON v.removed_medium_id = m.id
  WHERE v.id = NEW.removed_event_id FOR SHARE OF m;
  SELECT x.membership_id, x.organisation_id, b.user_id INTO signed FROM (
    SELECT e.membership_id, e.organisation_id FROM refurbishment.evidence e WHERE e.id = NEW.evidence_id AND e.kind = ANY (refurbishment.witnessed_kinds())
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
    -- Destroyed still: reopened or lost since, it waits with its data.
    UNION ALL SELECT v.membership_id, v.organisation_id FROM refurbishment.removed_medium_event v
    JOIN refurbishment.removed_medium m ON m.id = v.removed_medium_id AND m.state = 'destroyed'
    WHERE v.id = NEW.removed_event_id AND v.verb = 'destroy'
      AND NOT EXISTS (SELECT 1 FROM refurbishment.removed_medium_event w WHERE w.removed_medium_id = m.id AND w.verb = 'destroy' AND w.id > v.id)) x
  JOIN people.membership b ON b.id = x.membership_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.nothing_to_witness';
  END IF;
  SELECT b.user_id, o.kind INTO witness FROM people.membership b JOIN people.organisation o ON o.id = b.organisation_id
  WHERE b.id = NEW.membership_id AND b.active AND b.operator_number = NEW.operator_number AND b.organisation_id = NEW.organisation_id
    AND b.roles && refurbishment.signing_roles();
  IF NOT FOUND OR witness.kind <> 'bank' AND NEW.organisation_id <> signed.organisation_id THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.signer_unknown';
  END IF;
  IF NEW.membership_id = signed.membership_id OR witness.user_id = signed.user_id THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.own_witness';
  END IF;
  NEW.signed_at := platform.clock_timestamp();
  RETURN NEW;
END $$;
