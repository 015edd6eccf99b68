-- The slip of whoever destroyed a removed medium, as a file: PDF or picture, sealed. It belongs to the history row with which it came.
ALTER TABLE refurbishment.removed_medium_event
  ADD COLUMN slip_blob_id uuid UNIQUE REFERENCES documents.blob DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT removed_event_slip_file CHECK (slip_blob_id IS NULL OR to_state = 'destroyed');
