-- The logs of a device's present epoch that its own machine wrote: those that name it, or name none and were sent for it. A log of a station
-- that erases other machines' drives (refurbishment.dock) is nobody's own; one of an earlier tool came too late to tell.
CREATE OR REPLACE FUNCTION refurbishment.own_logs(device uuid) RETURNS SETOF refurbishment.erasure_log LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT l.* FROM devices.device d
  JOIN refurbishment.epoch_start b ON b.device_id = d.id AND b.data_epoch = d.data_epoch
  JOIN refurbishment.erasure_log l ON l.id IN (
    SELECT n.id FROM refurbishment.erasure_log n WHERE n.machine_key = d.serial_key
    UNION SELECT s.log_id FROM refurbishment.log_sent_for s JOIN refurbishment.erasure_log n ON n.id = s.log_id
      WHERE s.device_id = d.id AND (n.machine_key IS NULL OR d.serial_key IS NULL))
  WHERE d.id = device AND l.dock_id IS NULL AND l.origin = 'seen' AND l.received_at >= b.began_at $$;
