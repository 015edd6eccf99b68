-- After a restore what waited then may have gone already: it waits for a person.
ALTER TABLE notifications.mail
  ADD COLUMN held boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT mail_held_waits CHECK (NOT held OR state = 'waiting');
CREATE INDEX mail_held ON notifications.mail (id) WHERE held;
