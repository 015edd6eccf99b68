-- The sheets of one workbook are taken together, or one after the other from the same sealed bytes.
ALTER TABLE imports.file
  -- The file that was sent, when this one takes another sheet of it.
  ADD COLUMN root_id uuid REFERENCES imports.file,
  ADD CONSTRAINT file_root_is_another CHECK (root_id <> id);
CREATE INDEX file_of_root ON imports.file (root_id) WHERE root_id IS NOT NULL;

-- The same bytes are sent once; their sheets are further files of them.
DROP INDEX imports.file_once;
CREATE UNIQUE INDEX file_once ON imports.file (kind, subject_id, sha256) NULLS NOT DISTINCT WHERE state <> ALL (imports.failed_states()) AND root_id IS NULL;
-- A sheet makes its things once.
CREATE UNIQUE INDEX file_sheet_once ON imports.file (coalesce(root_id, id), sheet) WHERE state = 'applied';

-- The bytes of a workbook of which sheets remain: they wait here between two files, 30 days from when they were sent at most.
CREATE TABLE imports.rest (
  root_id uuid PRIMARY KEY REFERENCES imports.file,
  blob_id uuid NOT NULL REFERENCES documents.blob
);
CREATE INDEX rest_blob ON imports.rest (blob_id);
