-- Figures that were counted beforehand: pages read these few rows, never the history. And the private links of donors.

CALL platform.open_schema('reporting');

CREATE TABLE reporting.figure (
  subject reporting.figure_subject NOT NULL,
  -- A state, 2026-11, a category, a commune, an organisation's id; '' is all that has none.
  key text NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  PRIMARY KEY (subject, key)
);

-- When they were counted last. One row.
CREATE TABLE reporting.refreshed (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  at timestamptz
);
INSERT INTO reporting.refreshed (at) VALUES (NULL);
REVOKE INSERT, DELETE ON reporting.refreshed FROM bn_app;

-- How long a donor's private link opens. Dated, with its source.
CREATE TABLE reporting.donor_link_rule (
  valid_from date PRIMARY KEY,
  days integer NOT NULL CHECK (days > 0),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO reporting.donor_link_rule (valid_from, days, source) VALUES
  ('2021-01-01', 1095, 'Choix de la banque : le temps que les appareils d’un don soient réparés, remis et suivis');

-- The private link on which a donor reads what became of its devices.
CREATE TABLE reporting.donor_link (
  id uuid PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES intake.donor,
  -- Whose donations it tells of: those of one collection point, or all of them when the bank made it.
  organisation_id uuid REFERENCES people.organisation,
  -- The secret itself is kept nowhere.
  secret_sha256 text NOT NULL UNIQUE CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
  operator_number integer,
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX donor_link_donor ON reporting.donor_link (donor_id, id DESC);
