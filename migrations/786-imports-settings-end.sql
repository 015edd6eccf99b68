-- What was said with a file ends with its other words: whose list it was, which carrier, which plan.
UPDATE imports.file SET settings = '{}' WHERE words_ended_at IS NOT NULL;
ALTER TABLE imports.file ADD CONSTRAINT file_settings_ended CHECK (words_ended_at IS NULL
  OR settings = '{}' AND NOT jsonb_path_exists(sheets, '$[*] ? (@.type() != "object")'));
