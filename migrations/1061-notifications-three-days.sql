-- A mail that did not leave is tried for three days, and can be sent again by hand: its words stay until then, thirty days at most.
ALTER TABLE notifications.mail
  -- After that moment it is of no use to anybody: a link that opens nothing any more.
  ADD COLUMN useful_until timestamptz,
  -- Since when it is tried: when it was asked for, or sent again by hand.
  ADD COLUMN tried_from timestamptz NOT NULL DEFAULT platform.now(),
  DROP CONSTRAINT mail_whole,
  DROP CONSTRAINT mail_forgotten,
  DROP CONSTRAINT mail_link_forgotten,
  ADD CONSTRAINT mail_whole CHECK (num_nonnulls(recipient, subject, body) = 3 OR (state <> 'waiting' AND num_nonnulls(recipient, subject, body, link_sealed) = 0)),
  ADD CONSTRAINT mail_forgotten CHECK (state = ANY (notifications.undelivered_states()) OR recipient IS NULL);
CREATE INDEX mail_undelivered ON notifications.mail (asked_at) WHERE state = 'failed' AND recipient IS NOT NULL;
