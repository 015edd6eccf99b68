-- What stood on a person's card before it was put right, which is their commune alone (docs/adr/0067): on the card it stands in clear, so the
-- application seals what it overwrites, of the history row that tells who did it. The trigger `former_values` refuses a change without it.
CREATE TABLE intake.former_card (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id bigint NOT NULL REFERENCES intake.donor_event,
  -- Whose card it is, and what the bytes are bound to.
  organisation_id uuid NOT NULL,
  donor_id uuid NOT NULL,
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  -- When it was overwritten.
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT former_card_of FOREIGN KEY (organisation_id, donor_id) REFERENCES intake.donor_known,
  CONSTRAINT former_card_once UNIQUE (event_id, organisation_id)
);
CREATE INDEX former_card_card ON intake.former_card (donor_id, organisation_id, id);
CREATE INDEX former_card_age ON intake.former_card (at);
REVOKE UPDATE, DELETE ON intake.former_card FROM bn_app;
