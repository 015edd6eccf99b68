-- Where one went, and what to bring along, before another was agreed: as 715 for contacts, of the donation's history row.
CREATE TABLE intake.former_collection (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.collection ON DELETE CASCADE,
  event_id bigint NOT NULL REFERENCES intake.donation_event,
  -- Null: nothing was agreed then.
  key_id text,
  sealed bytea,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT former_collection_whole CHECK ((key_id IS NULL) = (sealed IS NULL))
);
CREATE INDEX former_collection_donation ON intake.former_collection (donation_id, id);
CREATE INDEX former_collection_event ON intake.former_collection (event_id);
CREATE INDEX former_collection_age ON intake.former_collection (at);
REVOKE INSERT, UPDATE, DELETE ON intake.former_collection FROM bn_app;
