-- Why an inventory is no knowledge of a device's media. One that is lists at least one medium that is built in: tools miss drives, so
-- that an empty list, or one of sticks and readers, says nothing. Those of before are judged by the same rule.

ALTER TABLE devices.snapshot ADD COLUMN media_unknown devices.media_unknown;

ALTER TABLE devices.snapshot DISABLE TRIGGER USER;
UPDATE devices.snapshot SET has_storage_section = false, media_unknown = 'no_fixed_medium'
WHERE has_storage_section AND NOT facts @? '$.media[*] ? (@.kind != "sd")';
ALTER TABLE devices.snapshot ENABLE TRIGGER USER;

ALTER TABLE devices.snapshot ADD CONSTRAINT snapshot_knows_media
  CHECK (NOT has_storage_section OR (media_unknown IS NULL AND facts @? '$.media[*] ? (@.kind != "sd")'));
