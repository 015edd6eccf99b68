-- The last repair of this epoch that put another medium into a device, or a board that carries one: its history row's number, 0 for none.
CREATE OR REPLACE FUNCTION refurbishment.part_changed(device uuid, epoch smallint) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT coalesce(max(e.id), 0) FROM devices.device_event e JOIN refurbishment.epoch_start b ON b.device_id = e.device_id AND b.data_epoch = epoch
  WHERE e.device_id = device AND e.verb = 'record_repair' AND e.id > b.event_id AND e.facts -> 'repairs' ?| refurbishment.media_repairs() $$;
