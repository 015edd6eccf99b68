-- What a file says in its own words ends with its period, and stays ended: its name, titles and sheets may be somebody's.

ALTER TABLE imports.file ADD COLUMN words_ended_at timestamptz;

-- A person said what these columns are: what stood above them may have been the first row of a list without titles.
UPDATE imports.file f SET
  header = coalesce((SELECT jsonb_agg(CASE WHEN title = '' THEN '' ELSE 'Colonne ' || n END ORDER BY n)
    FROM jsonb_array_elements_text(f.header) WITH ORDINALITY AS all_of (title, n)), '[]'),
  columns = coalesce((SELECT jsonb_object_agg(field, 'Colonne ' || n)
    FROM jsonb_array_elements_text(f.fields) WITH ORDINALITY AS all_of (field, n) WHERE field IS NOT NULL), '{}')
WHERE columns_by <> 'names';

ALTER TABLE imports.file ADD CONSTRAINT file_words_ended CHECK (words_ended_at IS NULL
  OR (filename = 'fichier' AND header = '[]' AND columns = '{}' AND error_facts = '{}' AND choices = '{}'
      AND NOT jsonb_path_exists(sheets, '$[*].name ? (@ != "")')));
