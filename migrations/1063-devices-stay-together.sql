-- What keeps devices is asked of all of a file at once: these take a list from now on.
DROP FUNCTION IF EXISTS logistics.device_stays(uuid);
DROP FUNCTION IF EXISTS receipts.device_stays(uuid);
