-- Figures are read by calendar year: years do not overlap, so that no two of them give away a small count by subtraction.
-- What was counted is counted again with the next refresh.
DELETE FROM reporting.figure;
UPDATE reporting.refreshed SET at = NULL;
ALTER TABLE reporting.figure ADD COLUMN year text NOT NULL DEFAULT '' CHECK (year ~ '^(\d{4})?$'),
  DROP CONSTRAINT figure_pkey, ADD PRIMARY KEY (subject, year, key);
CALL platform.drop_word('reporting.figure_subject', 'handed_over_by_commune');
