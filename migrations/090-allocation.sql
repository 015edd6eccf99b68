-- Who needs what, what a structure may have. What is kept for whom and who got it: 091-allocation-handovers.sql.

CALL platform.open_schema('allocation');

-- A person who is helped, known by reference only. Age bands and situations are the values La Coop stores, so that nobody types
-- them again.
CREATE TABLE allocation.beneficiary (
  id uuid PRIMARY KEY,
  reference text NOT NULL CONSTRAINT beneficiary_reference UNIQUE CHECK (reference ~ '^R-[2-9A-HJKMNP-Z]{5}$'),
  structure_id uuid NOT NULL REFERENCES people.organisation,
  age_band allocation.age_band NOT NULL DEFAULT 'non_communique',
  situation allocation.situation NOT NULL DEFAULT 'non_communique',
  commune text NOT NULL DEFAULT '' CHECK (length(commune) <= 80),
  commune_code text CHECK (commune_code ~ '^[0-9][0-9AB][0-9]{3}$'),
  last_contact_on date NOT NULL,
  created_by uuid REFERENCES people.membership,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- 'declared': taken over from another tool (docs/adr/0019).
  origin devices.origin NOT NULL DEFAULT 'seen',
  UNIQUE (id, structure_id)
);
CREATE INDEX beneficiary_structure ON allocation.beneficiary (structure_id, id DESC);

-- Name and contact: apart, sealed, and the only rows about a person that are meant to go.
CREATE TABLE allocation.beneficiary_identity (
  beneficiary_id uuid PRIMARY KEY,
  structure_id uuid NOT NULL,
  key_id text NOT NULL, sealed bytea NOT NULL,
  purge_on date NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (beneficiary_id, structure_id) REFERENCES allocation.beneficiary (id, structure_id)
);
CREATE INDEX beneficiary_identity_purge ON allocation.beneficiary_identity (purge_on);

-- What was forgotten, when and why: the elimination list. It holds references only. Append-only.
CREATE TABLE allocation.purge_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  beneficiary_id uuid NOT NULL REFERENCES allocation.beneficiary,
  what allocation.purged NOT NULL,
  reason allocation.purge_reason NOT NULL,
  purged_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid
);

-- The moves a request may make: rows of libs/bank/allocation/requests/request.lifecycle.ts.
CREATE TABLE allocation.request_lifecycle (
  verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (verb, from_state, to_state)
);
REVOKE INSERT, UPDATE, DELETE ON allocation.request_lifecycle FROM bn_app;

-- What a structure asks for. place_id: where it wants it delivered.
CREATE TABLE allocation.request (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  structure_id uuid NOT NULL REFERENCES people.organisation,
  place_id uuid NOT NULL,
  state allocation.request_state NOT NULL,
  urgency allocation.urgency NOT NULL DEFAULT 'normal',
  refusal_reason allocation.refusal_reason,
  refusal_note text NOT NULL DEFAULT '' CHECK (length(refusal_note) <= 300),
  created_at timestamptz NOT NULL DEFAULT now(),
  submitted_at timestamptz, decided_at timestamptz, expires_at timestamptz,
  last_event_id bigint NOT NULL,
  UNIQUE (id, structure_id),
  FOREIGN KEY (place_id, structure_id) REFERENCES people.place (id, organisation_id),
  CONSTRAINT request_refusal_says_why CHECK ((state = 'refused') = (refusal_reason IS NOT NULL)),
  CONSTRAINT request_approval_ends CHECK (state <> 'approved' OR expires_at IS NOT NULL)
);
CREATE INDEX request_structure ON allocation.request (structure_id, id DESC);
CREATE INDEX request_waiting ON allocation.request (state, id) WHERE state = ANY (allocation.waiting_states());

-- The history of a request. Append-only.
CREATE TABLE allocation.request_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES allocation.request DEFERRABLE INITIALLY DEFERRED,
  verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid, operator_number integer, organisation_id uuid,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT request_event_follows_lifecycle FOREIGN KEY (verb, from_state, to_state) REFERENCES allocation.request_lifecycle
);
CREATE INDEX request_event_request ON allocation.request_event (request_id, id);
ALTER TABLE allocation.request ADD FOREIGN KEY (last_event_id) REFERENCES allocation.request_event DEFERRABLE INITIALLY DEFERRED;

-- Equipment is asked for, and what it is for; never a reason about a person, hence no free text here.
CREATE TABLE allocation.request_line (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES allocation.request,
  position smallint NOT NULL,
  category allocation.requestable NOT NULL,
  needs text[] NOT NULL DEFAULT '{}' CHECK (needs <@ allocation.needs()),
  UNIQUE (request_id, position),
  UNIQUE (id, request_id, category)
);

-- One device that is asked for: it is approved, gets its slot in a quota and its device by itself.
CREATE TABLE allocation.request_unit (
  id uuid PRIMARY KEY,
  line_id uuid NOT NULL,
  request_id uuid NOT NULL,
  structure_id uuid NOT NULL REFERENCES people.organisation,
  category text NOT NULL,
  position smallint NOT NULL,
  beneficiary_id uuid,
  state allocation.unit_state NOT NULL DEFAULT 'asked',
  FOREIGN KEY (request_id, structure_id) REFERENCES allocation.request (id, structure_id),
  FOREIGN KEY (line_id, request_id, category) REFERENCES allocation.request_line (id, request_id, category) ON DELETE CASCADE,
  FOREIGN KEY (beneficiary_id, structure_id) REFERENCES allocation.beneficiary (id, structure_id),
  UNIQUE (line_id, position),
  UNIQUE (id, structure_id, category)
);
CREATE INDEX request_unit_request ON allocation.request_unit (request_id);
CREATE INDEX request_unit_open ON allocation.request_unit (category, id) WHERE state = 'approved';
CREATE INDEX request_unit_beneficiary ON allocation.request_unit (beneficiary_id) WHERE beneficiary_id IS NOT NULL;

-- How many devices of a kind a structure may be given. A period is calendar days in the bank's time zone, both ends included. No row: nothing is allowed.
CREATE TABLE allocation.quota (
  id uuid PRIMARY KEY,
  structure_id uuid NOT NULL REFERENCES people.organisation,
  category allocation.requestable NOT NULL,
  starts_on date NOT NULL, ends_on date NOT NULL,
  allowed integer NOT NULL CHECK (allowed BETWEEN 0 AND 100000),
  -- Written only by allocation.ledger_counts, as the owner: the sum of the ledger.
  used integer NOT NULL DEFAULT 0,
  set_by uuid REFERENCES people.membership, set_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, structure_id, category),
  CHECK (starts_on <= ends_on),
  CONSTRAINT quota_not_passed CHECK (used >= 0 AND used <= allowed),
  CONSTRAINT quota_one_per_day EXCLUDE USING gist (structure_id WITH =, category WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
);

-- Each place that a unit takes in a quota (+1) and gives back (-1). Append-only.
CREATE TABLE allocation.quota_ledger (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quota_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  structure_id uuid NOT NULL,
  category text NOT NULL,
  delta smallint NOT NULL,
  reason allocation.ledger_reason NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid, operator_number integer,
  FOREIGN KEY (quota_id, structure_id, category) REFERENCES allocation.quota (id, structure_id, category),
  FOREIGN KEY (unit_id, structure_id, category) REFERENCES allocation.request_unit (id, structure_id, category),
  CHECK (delta = CASE reason WHEN 'approved' THEN 1 ELSE -1 END)
);
CREATE UNIQUE INDEX quota_ledger_taken_once ON allocation.quota_ledger (unit_id) WHERE delta = 1;
CREATE UNIQUE INDEX quota_ledger_given_back_once ON allocation.quota_ledger (unit_id) WHERE delta = -1;
CREATE INDEX quota_ledger_quota ON allocation.quota_ledger (quota_id) INCLUDE (delta);

REVOKE DELETE ON allocation.beneficiary, allocation.request, allocation.quota FROM bn_app;
REVOKE UPDATE ON allocation.quota FROM bn_app;
GRANT UPDATE (allowed, set_by, set_at) ON allocation.quota TO bn_app;
