-- A mail becomes a row of a log that people read: to whom, for which organisation, by which way; never its words.
ALTER TABLE notifications.mail
  ADD COLUMN user_id uuid REFERENCES people.app_user,
  ADD COLUMN organisation_id uuid REFERENCES people.organisation,
  -- A link that is a key waits sealed, bound to its row, and goes with the words.
  ADD COLUMN link_sealed bytea,
  ADD COLUMN link_key text,
  ADD CONSTRAINT mail_link_sealed CHECK ((link_sealed IS NULL) = (link_key IS NULL)),
  ADD CONSTRAINT mail_link_forgotten CHECK (state = 'waiting' OR link_sealed IS NULL);
CREATE INDEX mail_of_user ON notifications.mail (user_id, id DESC) WHERE user_id IS NOT NULL;
CREATE INDEX mail_of_organisation ON notifications.mail (organisation_id, id DESC) WHERE organisation_id IS NOT NULL;
CREATE INDEX mail_age ON notifications.mail (asked_at) WHERE state <> 'waiting';

-- Who asked for a new password: the row is written alike for every address, and whether it has an account is looked up by the worker alone.
CREATE TABLE notifications.reset_asked (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0
);
CREATE INDEX reset_asked_due ON notifications.reset_asked (due_at);

INSERT INTO people.retention (subject, valid_from, amount, unit, source) VALUES
  ('mail_log', '2021-10-14', 12, 'months', 'Choix de la banque, par référence à la délibération CNIL 2021-122 : six à douze mois');
