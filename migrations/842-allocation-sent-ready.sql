-- `allocation.sent_ready` took its place.
DROP FUNCTION IF EXISTS allocation.repaired_for(uuid, uuid);
