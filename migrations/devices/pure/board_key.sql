-- Machines without a serial are recognised by their board. Some tools print a UUID's first three groups the other way round (SMBIOS
-- stores them little-endian): one key for both spellings.
-- One expression, so that Postgres writes it into the statement instead of calling it.
CREATE OR REPLACE FUNCTION devices.board_key(uuid text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT least(
    replace(lower(uuid), '-', '') COLLATE "C",
    substr(replace(lower(uuid), '-', ''), 7, 2) || substr(replace(lower(uuid), '-', ''), 5, 2)
      || substr(replace(lower(uuid), '-', ''), 3, 2) || substr(replace(lower(uuid), '-', ''), 1, 2)
      || substr(replace(lower(uuid), '-', ''), 11, 2) || substr(replace(lower(uuid), '-', ''), 9, 2)
      || substr(replace(lower(uuid), '-', ''), 15, 2) || substr(replace(lower(uuid), '-', ''), 13, 2)
      || substr(replace(lower(uuid), '-', ''), 17) COLLATE "C") $$;
