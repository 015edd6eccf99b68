-- What a mail or a line of a summary speaks of, by its ids: asked again when it leaves, so that nobody reads what is no more (docs/adr/0115).
-- Null: it leaves as it was written.
ALTER TABLE notifications.mail ADD COLUMN about uuid[];
ALTER TABLE notifications.summary_line ADD COLUMN about uuid[];
UPDATE notifications.summary_line SET about = ARRAY[subject_id];
ALTER TABLE notifications.summary_line ALTER COLUMN about SET NOT NULL;
