-- What the person typed as the device's code goes with their words, some days after the ticket's end.
ALTER TABLE maintenance.ticket DROP CONSTRAINT ticket_typed_check;
ALTER TABLE maintenance.ticket ADD CONSTRAINT ticket_typed_check CHECK (length(typed) <= 60 AND (typed <> '' OR ended_at IS NOT NULL));
