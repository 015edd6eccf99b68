-- Organisations, places, users and how they prove who they are.

CALL platform.open_schema('people');

-- The grounds on which the law lets a body issue tax receipts, each for which donors, from when, and by which text.
CREATE TABLE people.eligibility_ground (
  code text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
  label text NOT NULL CHECK (label <> ''),
  for_companies boolean NOT NULL,
  for_persons boolean NOT NULL,
  valid_from date NOT NULL,
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO people.eligibility_ground (code, label, for_companies, for_persons, valid_from, source) VALUES
  ('general_interest', 'Œuvre ou organisme d’intérêt général', true, true, '2003-08-01', 'CGI, art. 200, 1 b et art. 238 bis, 1 a'),
  ('public_utility', 'Association ou fondation reconnue d’utilité publique', true, true, '2003-08-01', 'CGI, art. 200, 1 a et art. 238 bis, 1 a'),
  ('endowment_fund', 'Fonds de dotation', true, true, '2008-08-06', 'CGI, art. 200, 1 g et art. 238 bis, 1 g'),
  ('free_help_people_in_need', 'Organisme qui aide gratuitement des personnes en difficulté', true, true, '2003-08-01', 'CGI, art. 200, 1 ter et art. 238 bis, 2'),
  ('adapted_company', 'Entreprise adaptée ou organisme d’insertion visé par la loi', false, true, '2003-08-01', 'Formulaire 11580, catégories d’organismes ; lecture à confirmer');
REVOKE INSERT, UPDATE, DELETE ON people.eligibility_ground FROM bn_app;

-- The bank itself: one row. What it says of itself on pages, papers and tax receipts.
CREATE TABLE people.bank (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  name text NOT NULL CHECK (name <> ''),
  legal_name text NOT NULL DEFAULT '',
  siren text CHECK (siren ~ '^[0-9]{9}$'),
  address text NOT NULL DEFAULT '',
  helpline text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  -- Whom to ask about personal data, who publishes the site, who hosts it: the law wants these three on it.
  privacy_contact text NOT NULL DEFAULT '',
  publisher text NOT NULL DEFAULT '',
  hosting text NOT NULL DEFAULT '',
  -- Days, years and months of the bank begin here (IANA name).
  time_zone text NOT NULL DEFAULT 'Europe/Paris',
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- For tax receipts. No ground: none is issued.
  legal_form text NOT NULL DEFAULT '',
  object text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT '',
  eligibility_ground text REFERENCES people.eligibility_ground,
  eligibility_basis text NOT NULL DEFAULT '',
  signatory_title text NOT NULL DEFAULT ''
);
INSERT INTO people.bank (name) VALUES ('Banque du Numérique');

-- Which roles a kind of organisation has: rows of ROLES_OF (libs/platform/kernel/rights/actor.ts).
CREATE TABLE people.role_of (
  organisation_kind text NOT NULL, role text NOT NULL,
  PRIMARY KEY (organisation_kind, role)
);
REVOKE INSERT, UPDATE, DELETE ON people.role_of FROM bn_app;

CREATE TABLE people.organisation (
  id uuid PRIMARY KEY,
  kind people.organisation_kind NOT NULL,
  name text COLLATE "fr-x-icu" NOT NULL CHECK (name <> ''),
  siren text CHECK (siren ~ '^[0-9]{9}$'),
  commune text NOT NULL DEFAULT '',
  helpline text NOT NULL DEFAULT '',
  -- Whether figures shown outside of the bank may name it.
  name_is_public boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX organisation_only_one_bank ON people.organisation ((kind)) WHERE kind = 'bank';
CREATE UNIQUE INDEX organisation_name ON people.organisation (name);

-- A site, its rooms, their shelves. The pair with the organisation lets other tables ask for a place of that organisation.
CREATE TABLE people.place (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  parent_id uuid,
  kind people.place_kind NOT NULL,
  name text COLLATE "fr-x-icu" NOT NULL CHECK (name <> ''),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, organisation_id),
  FOREIGN KEY (parent_id, organisation_id) REFERENCES people.place (id, organisation_id),
  CHECK ((kind = 'site') = (parent_id IS NULL))
);
CREATE UNIQUE INDEX place_name ON people.place (organisation_id, coalesce(parent_id, id), name) WHERE active AND parent_id IS NOT NULL;
CREATE INDEX place_organisation ON people.place (organisation_id);

CREATE TABLE people.app_user (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (email = lower(email) AND email LIKE '%_@_%'),
  name text COLLATE "fr-x-icu" NOT NULL CHECK (name <> ''),
  -- Argon2id. Null until somebody chose a password.
  password_hash text,
  instance_admin boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX app_user_email ON people.app_user (email);

-- Who works for whom, as what. The operator number signs for a person on papers and in histories, without their name.
CREATE SEQUENCE people.operator_number START 1001;
CREATE TABLE people.membership (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  operator_number integer NOT NULL DEFAULT nextval('people.operator_number'),
  roles text[] NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (cardinality(roles) > 0)
);
CREATE UNIQUE INDEX membership_operator_number ON people.membership (operator_number);
CREATE UNIQUE INDEX membership_once ON people.membership (user_id, organisation_id);
CREATE INDEX membership_organisation ON people.membership (organisation_id);

-- Secrets of sessions, links and keys are stored nowhere: only their SHA-256.
CREATE TABLE people.session (
  secret_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  -- For which organisation its user works now. Null: not chosen yet.
  membership_id uuid REFERENCES people.membership,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_of_user ON people.session (user_id);
CREATE INDEX session_expires ON people.session (expires_at);

-- A link that lets a user choose a password, once.
CREATE TABLE people.one_time_link (
  secret_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES people.app_user,
  made_by uuid REFERENCES people.app_user,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- Failed sign-ins of an address or a user. Only hashes: a throttle needs to recognise, not to know.
CREATE TABLE people.sign_in_failure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject_hash text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_failure_recent ON people.sign_in_failure (subject_hash, at);

-- A key for a program, which acts as the membership that made it.
CREATE TABLE people.api_token (
  id uuid PRIMARY KEY,
  membership_id uuid NOT NULL REFERENCES people.membership,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  name text NOT NULL CHECK (name <> ''),
  secret_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX api_token_secret ON people.api_token (secret_hash);
CREATE INDEX api_token_organisation ON people.api_token (organisation_id);

-- What was done to users, organisations and settings. Append-only.
CREATE TABLE people.audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  user_id uuid,
  verb text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid,
  facts jsonb NOT NULL DEFAULT '{}'
);

-- Papers and histories refer to these rows for ever; who signed stays the person who signed.
REVOKE DELETE ON people.bank, people.organisation, people.place, people.app_user, people.membership, people.api_token FROM bn_app;
REVOKE UPDATE ON people.membership, people.api_token, people.one_time_link, people.session FROM bn_app;
GRANT UPDATE (roles, active) ON people.membership TO bn_app;
GRANT UPDATE (last_used_at, revoked_at) ON people.api_token TO bn_app;
GRANT UPDATE (expires_at, used_at) ON people.one_time_link TO bn_app;
GRANT UPDATE (membership_id, last_seen_at) ON people.session TO bn_app;
