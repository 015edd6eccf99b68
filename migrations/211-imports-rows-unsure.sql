-- Rows with a word that somebody should say the meaning of: how many devices are to be looked at when nobody does.
ALTER TABLE imports.file ADD COLUMN rows_unsure integer NOT NULL DEFAULT 0;
