-- Why a medium may not be said to be new: the code of a rule, or null. It has a number, it was named first after somebody noted that a part was
-- changed, in no other device, and no log tells that it was ever erased.
CREATE OR REPLACE FUNCTION refurbishment.new_refusal(medium devices.medium, epoch smallint) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE
    WHEN (medium).serial_key IS NULL THEN 'refurbishment.new_without_number'
    WHEN c.changed = 0 THEN 'refurbishment.new_without_change'
    WHEN devices.first_seen_order(medium) < c.changed
      OR EXISTS (SELECT 1 FROM devices.medium o WHERE o.serial_key = (medium).serial_key AND o.device_id <> (medium).device_id)
      OR EXISTS (SELECT 1 FROM refurbishment.drive_result r WHERE r.serial_key = (medium).serial_key) THEN 'refurbishment.not_new' END
  FROM (SELECT refurbishment.part_changed((medium).device_id, epoch) AS changed) c $$;
