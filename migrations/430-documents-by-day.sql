-- The papers of a day, to be printed together.
CREATE INDEX document_requested ON documents.document (requested_at);
