-- The home page asks which agreements did not come back signed.
CREATE INDEX document_agreement ON documents.document (cause_id) WHERE type = 'donation_agreement';
