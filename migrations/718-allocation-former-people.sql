-- What stood of a person whom a structure accompanies before it was put right (docs/adr/0067). All of it ends at the period of identities,
-- counted from when it was overwritten, and with the identity.

-- Who put it right, and when.
CREATE TABLE allocation.beneficiary_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  beneficiary_id uuid NOT NULL REFERENCES allocation.beneficiary,
  at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  organisation_id uuid REFERENCES people.organisation,
  channel people.channel NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX beneficiary_event_person ON allocation.beneficiary_event (beneficiary_id, id DESC);
CREATE INDEX beneficiary_event_age ON allocation.beneficiary_event (at);
REVOKE UPDATE, DELETE ON allocation.beneficiary_event FROM bn_app;

-- Name and contact: the sealed bytes as they were. Written by the trigger `former_identity` alone.
CREATE TABLE allocation.former_identity (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id bigint NOT NULL REFERENCES allocation.beneficiary_event ON DELETE CASCADE,
  beneficiary_id uuid NOT NULL REFERENCES allocation.beneficiary_identity ON DELETE CASCADE,
  key_id text NOT NULL,
  sealed bytea NOT NULL
);
CREATE INDEX former_identity_event ON allocation.former_identity (event_id);
CREATE INDEX former_identity_person ON allocation.former_identity (beneficiary_id, id);
REVOKE INSERT, UPDATE, DELETE ON allocation.former_identity FROM bn_app;

-- Age band, situation and commune, which stand in clear where figures count them: the application seals what it overwrites, and the trigger
-- `former_description` refuses a change without it.
CREATE TABLE allocation.former_description (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id bigint NOT NULL REFERENCES allocation.beneficiary_event ON DELETE CASCADE,
  beneficiary_id uuid NOT NULL REFERENCES allocation.beneficiary,
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT former_description_once UNIQUE (event_id)
);
CREATE INDEX former_description_person ON allocation.former_description (beneficiary_id, id);
REVOKE UPDATE, DELETE ON allocation.former_description FROM bn_app;
