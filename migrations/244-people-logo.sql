-- The picture at the head of the bank's papers (documents.blob); null: its name alone.
ALTER TABLE people.bank ADD COLUMN logo_blob uuid;
