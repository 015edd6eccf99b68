-- A size that no drive can have is unknown, and what the tool printed stays beside it; a person confirms it once for a tool and a model of drive. What
-- wrote the file of a bench PC is noted with it.
ALTER TABLE refurbishment.drive_result ADD COLUMN said_size text CHECK (length(said_size) BETWEEN 1 AND 40);
ALTER TABLE refurbishment.erasure_log
  ADD COLUMN script_sha256 text CHECK (script_sha256 ~ '^[0-9a-f]{64}$'),
  ADD COLUMN image_sha256 text CHECK (image_sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE refurbishment.log_confirmation
  ADD COLUMN model text,
  DROP CONSTRAINT log_confirmation_of_version,
  ADD CONSTRAINT log_confirmation_of_version CHECK ((question::text = 'version_unknown' OR question::text = 'size_impossible') = (tool IS NOT NULL)
    AND (version IS NULL OR question::text = 'version_unknown') AND (question::text = 'size_impossible') = (model IS NOT NULL));
