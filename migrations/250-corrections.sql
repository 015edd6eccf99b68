-- Mistakes put right: each a row with its author and reason, and the second person who reads some of them again (docs/adr/0029).

CALL platform.open_schema('corrections');

-- What of which kind asks for a second person: rows of libs/bank/corrections/kinds.ts.
CREATE TABLE corrections.wanted (
  kind text NOT NULL,
  touch corrections.touch NOT NULL,
  PRIMARY KEY (kind, touch)
);
REVOKE INSERT, UPDATE, DELETE ON corrections.wanted FROM bn_app;

-- Append-only.
CREATE TABLE corrections.correction (
  id uuid PRIMARY KEY,
  kind corrections.kind NOT NULL,
  subject_id uuid NOT NULL,
  label text NOT NULL CHECK (label <> ''),
  -- Whose entry it was; null: the bank's alone.
  about_organisation_id uuid REFERENCES people.organisation,
  from_facts jsonb NOT NULL,
  to_facts jsonb NOT NULL,
  reason corrections.reason NOT NULL,
  touches text[] NOT NULL DEFAULT '{}',
  nobody_else boolean NOT NULL DEFAULT false,
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  organisation_id uuid REFERENCES people.organisation,
  channel people.channel NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  txid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX correction_subject ON corrections.correction (subject_id, id DESC);
CREATE INDEX correction_about ON corrections.correction (about_organisation_id, id DESC);
CREATE INDEX correction_waiting ON corrections.correction (id DESC) WHERE touches <> '{}';

-- Append-only.
CREATE TABLE corrections.countersignature (
  correction_id uuid PRIMARY KEY REFERENCES corrections.correction,
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  at timestamptz NOT NULL DEFAULT now()
);
