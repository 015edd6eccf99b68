-- A paper that goes with a mail: named, and opened when the mail leaves. It stays in the log: which paper went, never to whom.
ALTER TABLE notifications.mail ADD COLUMN enclosed uuid REFERENCES documents.document;
