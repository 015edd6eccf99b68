-- Donors, their donations, how these come, what is refused on arrival. Files and labels: 071-…; locks: 072-…; dated rules: 073-….

CALL platform.open_schema('intake');

-- A donor is known by its number (SIRET, SIREN or RNA); what each organisation says of it stands in donor_known.
CREATE TABLE intake.donor (
  id uuid PRIMARY KEY,
  kind intake.donor_kind NOT NULL,
  -- A person's name is a contact detail, and lives in the table that can be emptied.
  name text COLLATE "fr-x-icu" CHECK (name <> ''),
  siren text CHECK (siren ~ '^[0-9]{9}$'),
  siret text CHECK (siret ~ '^[0-9]{14}$'),
  rna text CHECK (rna ~ '^W[0-9A-Z]{3}[0-9]{6}$'),
  organisation_id uuid REFERENCES people.organisation,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT donor_person_has_no_name CHECK ((kind = 'person') = (name IS NULL)),
  CONSTRAINT donor_numbers_fit CHECK (kind <> 'person' OR num_nonnulls(siren, siret, rna) = 0),
  CONSTRAINT donor_siret_of_siren CHECK (siret IS NULL OR siren = left(siret, 9)),
  CONSTRAINT donor_public_has_no_rna CHECK (kind <> 'public_body' OR rna IS NULL)
);
CREATE UNIQUE INDEX donor_siret_once ON intake.donor (siret) WHERE siret IS NOT NULL;
CREATE UNIQUE INDEX donor_siren_once ON intake.donor (siren) WHERE siren IS NOT NULL AND siret IS NULL;
CREATE UNIQUE INDEX donor_rna_once ON intake.donor (rna) WHERE rna IS NOT NULL AND siren IS NULL;

-- Whose donor it is: a collection point knows the donors it registered, and no other. The number makes the donor; what a
-- collection point wrote of it is not shown to another one.
CREATE TABLE intake.donor_known (
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  donor_id uuid NOT NULL REFERENCES intake.donor,
  name text COLLATE "fr-x-icu" CHECK (name <> ''),
  legal_form text CHECK (legal_form <> '' AND length(legal_form) <= 60),
  address text CHECK (address <> '' AND length(address) <= 200),
  postal_code text CHECK (postal_code ~ '^[0-9]{5}$'),
  commune_code text REFERENCES territory.commune,
  PRIMARY KEY (organisation_id, donor_id)
);
CREATE INDEX donor_known_donor ON intake.donor_known (donor_id);

-- Several people may be reached for a donor; of a person who gives, the main one is that person, with their address. Purged
-- alone: nothing else names a person.
CREATE TABLE intake.donor_contact (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL,
  donor_id uuid NOT NULL,
  name text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  updated_at timestamptz NOT NULL DEFAULT now(),
  main boolean NOT NULL DEFAULT true,
  job text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  FOREIGN KEY (organisation_id, donor_id) REFERENCES intake.donor_known
);
CREATE INDEX donor_contact_age ON intake.donor_contact (updated_at);
CREATE UNIQUE INDEX donor_contact_main ON intake.donor_contact (organisation_id, donor_id) WHERE main;
CREATE INDEX donor_contact_donor ON intake.donor_contact (donor_id, organisation_id);

-- The moves a donation may make: rows of libs/intake/donation.flow.ts.
CREATE TABLE intake.donation_flow (
  verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (verb, from_state, to_state)
);
REVOKE INSERT, UPDATE, DELETE ON intake.donation_flow FROM bn_app;

CREATE TABLE intake.donation (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  donor_id uuid NOT NULL REFERENCES intake.donor,
  -- Who takes it in, and where.
  organisation_id uuid NOT NULL,
  place_id uuid NOT NULL,
  state intake.donation_state NOT NULL,
  -- The day it should come; of a planned one, the day that was agreed.
  expected_on date,
  received_at timestamptz,
  cancel_reason intake.cancel_reason,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (place_id, organisation_id) REFERENCES people.place (id, organisation_id),
  CONSTRAINT donation_received_when CHECK ((received_at IS NOT NULL) = (state = ANY (intake.arrived_states()))),
  CONSTRAINT donation_cancelled_why CHECK ((cancel_reason IS NOT NULL) = (state = 'cancelled')),
  CONSTRAINT donation_planned_when CHECK (state <> 'planned' OR expected_on IS NOT NULL)
);
CREATE INDEX donation_organisation ON intake.donation (organisation_id, id DESC);
CREATE INDEX donation_state ON intake.donation (state, id DESC);
CREATE INDEX donation_donor ON intake.donation (donor_id);
CREATE INDEX donation_planned ON intake.donation (expected_on) WHERE state = 'planned';
-- Which donation a device came in.
ALTER TABLE devices.device ADD CONSTRAINT device_donation_known FOREIGN KEY (donation_id) REFERENCES intake.donation;

-- What the donor announced.
CREATE TABLE intake.donation_expected (
  donation_id uuid NOT NULL REFERENCES intake.donation,
  category text NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100000),
  PRIMARY KEY (donation_id, category)
);

-- The history of a donation. Append-only.
CREATE TABLE intake.donation_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.donation DEFERRABLE INITIALLY DEFERRED,
  verb text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid,
  operator_number integer,
  organisation_id uuid,
  channel text NOT NULL,
  reason text,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  facts jsonb NOT NULL DEFAULT '{}',
  FOREIGN KEY (verb, from_state, to_state) REFERENCES intake.donation_flow
);
CREATE INDEX donation_event_donation ON intake.donation_event (donation_id, id);

-- How the equipment comes: fetched or brought, in which hours, where. The day is the donation's expected_on.
CREATE TABLE intake.collection (
  donation_id uuid PRIMARY KEY REFERENCES intake.donation,
  mode intake.collection_mode NOT NULL,
  from_time time,
  to_time time,
  -- May lead to a person's door: emptied with their contact details.
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 200),
  postal_code text CHECK (postal_code ~ '^[0-9]{5}$'),
  commune_code text REFERENCES territory.commune,
  contact_id uuid REFERENCES intake.donor_contact ON DELETE SET NULL,
  -- What to bring along: a trolley, crates…
  bring text NOT NULL DEFAULT '' CHECK (length(bring) <= 300),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT collection_window CHECK (from_time < to_time)
);
CREATE INDEX collection_contact ON intake.collection (contact_id);

-- What was not taken in: counted by kind, never a device. A mistake is withdrawn, and stays written.
CREATE TABLE intake.refused (
  id uuid PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.donation,
  category text NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100000),
  reason intake.refusal_reason NOT NULL,
  fate intake.refusal_fate NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
  at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  organisation_id uuid,
  withdrawn_at timestamptz,
  withdrawn_by integer, -- an operator's number
  CONSTRAINT refused_withdrawn_by CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE INDEX refused_donation ON intake.refused (donation_id, id);

-- When its donor bought a device, as far as their list says it.
CREATE TABLE intake.device_purchase (
  device_id uuid PRIMARY KEY REFERENCES devices.device,
  year integer NOT NULL CHECK (year BETWEEN 1970 AND 2200),
  day date
);

REVOKE DELETE ON intake.donor, intake.donation, intake.collection, intake.refused, intake.device_purchase FROM bn_app;
REVOKE UPDATE ON intake.refused FROM bn_app;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON intake.refused TO bn_app;
