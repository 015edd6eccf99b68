-- A card that was entered by mistake is taken back: its number is free again.
ALTER TABLE sims.sim DROP CONSTRAINT sim_iccid_once;
CREATE UNIQUE INDEX sim_iccid_once ON sims.sim (iccid_key) WHERE status <> 'withdrawn';
CREATE INDEX file_of_batch ON imports.file ((result ->> 'batchId')) WHERE kind = 'sims';
