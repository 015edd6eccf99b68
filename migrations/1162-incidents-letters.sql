-- When the letter to a controller was prepared: it waits for its sending until somebody says that it went.
ALTER TABLE incidents.controller ADD COLUMN letter_at timestamptz;
GRANT UPDATE (letter_at) ON incidents.controller TO bn_app;
CREATE INDEX controller_letter ON incidents.controller (incident_id) WHERE letter_at IS NOT NULL AND told_at IS NULL;
