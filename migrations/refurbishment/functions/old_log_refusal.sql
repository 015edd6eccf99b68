-- Why a result of an earlier tool's log may not be vouched for as the erasure of a medium: the code of a rule, or null. The server did not see
-- that log come in its time, so its receipt tells nothing: a person signs that nothing happened since, of a device that was declared to be here
-- and had no other holder since, whose disk was seen again, and of which the log erased the whole. The one home of that rule.
CREATE OR REPLACE FUNCTION refurbishment.old_log_refusal(result uuid, device uuid, epoch smallint, medium devices.medium) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE begun devices.device_event; r refurbishment.drive_result;
BEGIN
  SELECT * INTO r FROM refurbishment.drive_result x WHERE x.id = result;
  SELECT v.* INTO begun FROM refurbishment.epoch_start s JOIN devices.device_event v ON v.id = s.event_id WHERE s.device_id = device AND s.data_epoch = epoch;
  RETURN CASE
    WHEN begun.verb IS DISTINCT FROM 'declare' OR begun.to_state IS DISTINCT FROM 'to_be_proven' THEN 'refurbishment.log_too_old'
    WHEN r.status IS DISTINCT FROM 'passed' THEN 'refurbishment.result_not_passed'
    WHEN r.serial_key IS NULL OR (medium).id IS NULL THEN 'refurbishment.disk_not_seen'
    WHEN r.serial_key IS DISTINCT FROM (medium).serial_key AND (medium).serial_key IS NOT NULL THEN 'refurbishment.log_other_disk'
    WHEN refurbishment.seen_since(medium, begun.id) IS NOT TRUE THEN 'refurbishment.disk_not_seen'
    WHEN NOT refurbishment.erased_whole(r.size_bytes, devices.told_size(medium, 0)) THEN 'refurbishment.log_smaller' END;
END $$;
