-- A fault that turned out to be of a device with an open one ends as already reported, and says where its reports go on (docs/adr/0131).
ALTER TABLE maintenance.ticket
  ADD COLUMN joined_to uuid REFERENCES maintenance.ticket,
  ADD CONSTRAINT ticket_joined CHECK (joined_to IS NULL OR (close_reason = 'duplicate' AND joined_to <> id));
CREATE INDEX ticket_joined_to ON maintenance.ticket (joined_to) WHERE joined_to IS NOT NULL;

-- Words that were forgotten stay so when the fault goes on.
ALTER TABLE maintenance.ticket DROP CONSTRAINT ticket_typed_check;
ALTER TABLE maintenance.ticket ADD CONSTRAINT ticket_typed_check CHECK (length(typed) <= 60);

-- `ticket_one_live` says as much.
DROP INDEX maintenance.ticket_one_in;
