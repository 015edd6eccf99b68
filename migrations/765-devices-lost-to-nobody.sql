-- A lost device may be one that a person had, and else is with whoever lost it: saying that it is lost brings it to nobody.
ALTER TABLE devices.device_event ADD CONSTRAINT device_event_lost_to_nobody
  CHECK (to_state <> 'lost' OR holder_to IS NULL OR holder_to NOT LIKE 'ref:%' OR holder_to IS NOT DISTINCT FROM holder_from);
