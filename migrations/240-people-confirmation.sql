-- Who gave a secret again, for which act, and how: what makes an act signed (docs/adr/0028). The same person's same act in the same
-- session needs it no more for ten minutes. Append-only; the session itself may be gone.
CREATE TABLE people.confirmation (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  membership_id uuid NOT NULL REFERENCES people.membership,
  act people.signed_act NOT NULL,
  form people.confirmation_form NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  -- SHA-256 of the cookie, as people.session has it. Null: a program's, which gives the secret each time.
  session_hash text
);
CREATE INDEX confirmation_of_session ON people.confirmation (session_hash, at) WHERE session_hash IS NOT NULL;
