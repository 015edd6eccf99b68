-- Whether this is the bench PC that announced the device in this epoch, and the device is still at its workshop. Locks the device, as a signer does.
CREATE OR REPLACE FUNCTION refurbishment.bench_vouches(member uuid, device uuid, epoch smallint) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE d devices.device;
BEGIN
  SELECT * INTO d FROM devices.device x WHERE x.id = device FOR UPDATE;
  RETURN d.data_epoch = epoch AND EXISTS (
    SELECT 1 FROM refurbishment.bench_run r JOIN people.machine_credential c ON c.membership_id = r.membership_id AND c.kind = 'bench'
    WHERE r.device_id = device AND r.data_epoch = epoch AND r.membership_id = member AND r.organisation_id = d.holder_org_id);
END $$;
