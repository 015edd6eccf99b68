-- Figures of a month beside those of its year: quarters and half-years are sums of months. What was counted is counted again.
DELETE FROM reporting.figure;
UPDATE reporting.refreshed SET at = NULL;
ALTER TABLE reporting.figure RENAME COLUMN year TO period;
ALTER TABLE reporting.figure DROP CONSTRAINT figure_year_check,
  ADD CHECK (period ~ '^(\d{4}(-\d{2})?)?$');
