-- The system that a workshop last noted on a kind of device is proposed for the next one.
CREATE INDEX test_sheet_last_system ON refurbishment.test_sheet (organisation_id, category, seq DESC) WHERE system IS NOT NULL;
