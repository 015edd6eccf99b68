-- Whose data a device holds in an epoch, and in those before it that nothing erased since: of the first its donor, after a return the structure that
-- had handed it over. One that was found holds what it held, and maybe what whoever had it put there: where the bank had erased it before, the bank
-- answers for that itself, and it does where a device has no donor. `medium`: one that was taken out, whose proofs are its own.
CREATE OR REPLACE FUNCTION incidents.controllers_of(device uuid, epoch smallint, medium uuid DEFAULT NULL)
RETURNS TABLE (data_epoch smallint, kind text, donor_id uuid, organisation_id uuid) LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
#variable_conflict use_column
DECLARE
  here smallint := epoch;
  began devices.device_event;
  bank uuid := (SELECT o.id FROM people.organisation o WHERE o.kind = 'bank');
  giver uuid;
  structure uuid;
  left_open boolean;
BEGIN
  LOOP
    left_open := here > 1 AND CASE WHEN medium IS NULL THEN 'nothing' = ANY (refurbishment.proofs_of(device, (here - 1)::smallint))
      ELSE NOT EXISTS (SELECT FROM refurbishment.evidence e WHERE e.medium_id = medium AND e.data_epoch = here - 1
        AND NOT EXISTS (SELECT FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)) END;
    IF here = 1 THEN
      SELECT intake.donor_stands(n.donor_id) INTO giver FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id WHERE d.id = device;
      RETURN QUERY SELECT here, CASE WHEN giver IS NULL THEN 'bank' ELSE 'donor' END, giver, CASE WHEN giver IS NULL THEN bank END;
    ELSE
      SELECT v.* INTO began FROM refurbishment.epoch_start b JOIN devices.device_event v ON v.id = b.event_id WHERE b.device_id = device AND b.data_epoch = here;
      IF began.holder_from LIKE 'ref:%' THEN
        structure := coalesce(
          (SELECT g.organisation_id FROM devices.device_event g WHERE g.device_id = device AND g.verb = 'hand_over' AND g.id < began.id ORDER BY g.id DESC LIMIT 1),
          CASE WHEN began.holder_to LIKE 'org:%' THEN substr(began.holder_to, 5)::uuid END);
        RETURN QUERY SELECT here, CASE WHEN structure = bank THEN 'bank' ELSE 'structure' END, NULL::uuid, structure;
      ELSIF NOT left_open THEN
        RETURN QUERY SELECT here, 'bank', NULL::uuid, bank;
      END IF;
    END IF;
    EXIT WHEN NOT left_open;
    here := here - 1;
  END LOOP;
END $$;
