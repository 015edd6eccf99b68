-- A document is known by its hash first: whoever looks for it by that alone finds it, whatever Postgres knows of the table.
DROP INDEX inventories.received_once;
CREATE UNIQUE INDEX received_once ON inventories.received (sha256, organisation_id);
