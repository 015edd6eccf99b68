-- What is printed at a paper's head, as it was drawn: whoever holds one compares it. Older papers do not say, and their title begins with it.
ALTER TABLE documents.document ADD COLUMN heading text CHECK (heading <> '');
