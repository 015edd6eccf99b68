-- A device that was logged twice: the row that should not be says which one stands for it; its code leads there (docs/adr/0032).
ALTER TABLE devices.device ADD COLUMN merged_into uuid REFERENCES devices.device;
ALTER TABLE devices.device ADD CONSTRAINT device_merged_is_withdrawn CHECK (merged_into IS NULL OR state = 'withdrawn');
CREATE INDEX device_merged ON devices.device (merged_into) WHERE merged_into IS NOT NULL;
