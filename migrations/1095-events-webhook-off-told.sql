-- When the managers of its organisation were written to that a webhook was switched off by itself; null: not yet.
ALTER TABLE events.webhook ADD off_told_at timestamptz;
