-- Machines without a serial are recognised by their board. Some tools print a UUID's first three groups the other way round (SMBIOS
-- stores them little-endian): one key for both spellings.
-- Called, not written into the statement: a generated column's expression is read and planned anew by every statement that writes it.
CREATE OR REPLACE FUNCTION devices.board_key(uuid text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  key text := replace(lower(uuid), '-', '');
BEGIN
  RETURN least(
    key COLLATE "C",
    substr(key, 7, 2) || substr(key, 5, 2) || substr(key, 3, 2) || substr(key, 1, 2)
      || substr(key, 11, 2) || substr(key, 9, 2) || substr(key, 15, 2) || substr(key, 13, 2) || substr(key, 17) COLLATE "C");
END $$;
