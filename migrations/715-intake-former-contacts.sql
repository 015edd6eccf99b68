-- What stood in a contact before it was put right: the sealed bytes as they were (docs/adr/0067), of the history row that tells who did it.
-- Written by the trigger `former_words` alone. It goes with its contact, and at the end of the period of contacts, whichever is first.
ALTER TABLE intake.donor_event DROP CONSTRAINT donor_event_verb_check,
  ADD CONSTRAINT donor_event_verb_check CHECK (verb IN ('register', 'describe', 'correct_kind', 'change_contact'));

CREATE TABLE intake.former_contact (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contact_id uuid NOT NULL REFERENCES intake.donor_contact ON DELETE CASCADE,
  event_id bigint NOT NULL REFERENCES intake.donor_event,
  -- What the bytes are bound to, as in the contact.
  organisation_id uuid NOT NULL,
  donor_id uuid NOT NULL,
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  -- When it was overwritten.
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX former_contact_contact ON intake.former_contact (contact_id, id);
CREATE INDEX former_contact_event ON intake.former_contact (event_id);
CREATE INDEX former_contact_age ON intake.former_contact (at);
REVOKE INSERT, UPDATE, DELETE ON intake.former_contact FROM bn_app;
