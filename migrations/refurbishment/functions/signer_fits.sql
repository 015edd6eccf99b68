-- Whoever signs is a member who works, under their own number, for the organisation that holds the device or for the bank.
CREATE OR REPLACE FUNCTION refurbishment.signer_fits(member uuid, operator integer, organisation uuid, device uuid, epoch smallint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE d devices.device;
BEGIN
  -- The device first, as everywhere: nobody puts it in stock while its evidence changes.
  SELECT * INTO d FROM devices.device x WHERE x.id = device FOR UPDATE;
  IF d.data_epoch IS DISTINCT FROM epoch THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.wrong_epoch', DETAIL = json_build_object('code', d.code)::text;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
    WHERE m.id = member AND m.active AND m.operator_number = operator AND m.organisation_id = organisation
      AND m.roles && refurbishment.signing_roles()
      AND (o.kind = 'bank' OR o.id = d.holder_org_id)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.signer_unknown', DETAIL = json_build_object('code', d.code)::text;
  END IF;
END $$;
