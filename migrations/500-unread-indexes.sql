-- Who sees a device because they hold it is asked by the device or by the organisation, never by the cause: every device that is logged
-- wrote an entry here that nobody looks up.
DROP INDEX devices.visibility_cause;
CREATE INDEX visibility_cause ON devices.visibility (cause_id) WHERE cause_kind <> 'holder';

-- No statement looks for what was received by its device; devices are never deleted, so that the foreign key does not either.
DROP INDEX inventories.received_device;
