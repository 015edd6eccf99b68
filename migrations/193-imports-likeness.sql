-- A list without numbers that comes again, saved anew, has other bytes: it is known by how many it has of each thing.
ALTER TABLE imports.file
  -- SHA-256 of its counts.
  ADD COLUMN likeness text CHECK (likeness ~ '^[0-9a-f]{64}$'),
  -- No thing of it has a number of its own.
  ADD COLUMN nameless boolean NOT NULL DEFAULT false;
CREATE INDEX file_alike ON imports.file (likeness) WHERE likeness IS NOT NULL;
