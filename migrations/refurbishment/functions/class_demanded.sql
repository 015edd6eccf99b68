-- The class that the donor of a device demands for its media, in the epoch of the donor's data; null: none.
CREATE OR REPLACE FUNCTION refurbishment.class_demanded(device uuid, epoch smallint) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT q.demanded FROM devices.device d JOIN intake.erasure_demand q ON q.donation_id = d.donation_id
  WHERE d.id = device AND epoch = (SELECT min(b.data_epoch) FROM refurbishment.epoch_start b WHERE b.device_id = device)
  ORDER BY q.id DESC LIMIT 1 $$;
