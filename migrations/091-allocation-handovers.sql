-- What is kept for whom, who got it, and the dated rules of both.

-- A device kept for a unit, until it is handed over or goes elsewhere.
CREATE TABLE allocation.reservation (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES allocation.request_unit,
  device_id uuid NOT NULL REFERENCES devices.device,
  -- What spoke for this device when it was proposed: codes with their facts.
  why jsonb NOT NULL DEFAULT '[]',
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by uuid REFERENCES people.membership,
  ended_at timestamptz, end_reason allocation.reservation_end,
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE UNIQUE INDEX reservation_device_once ON allocation.reservation (device_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX reservation_unit_once ON allocation.reservation (unit_id) WHERE ended_at IS NULL;
CREATE INDEX reservation_unit ON allocation.reservation (unit_id);

-- A device given to a person, as it was stated and signed. What another tool handed over ('declared') has no request, no quota and no
-- signature behind it, so no slot in a quota is given back after it; what replaces its device goes to the same person and takes none.
CREATE TABLE allocation.handover (
  id uuid PRIMARY KEY,
  unit_id uuid REFERENCES allocation.request_unit,
  device_id uuid NOT NULL REFERENCES devices.device,
  structure_id uuid NOT NULL REFERENCES people.organisation,
  beneficiary_id uuid NOT NULL,
  mode allocation.handover_mode NOT NULL,
  price_cents integer,
  -- On which ground a sale of a device of public origin is allowed, and the day it was attested (CGPPP, art. L3212-2).
  criterion allocation.criterion,
  criterion_attested_on date,
  -- The words that were signed.
  undertaking text NOT NULL CHECK (undertaking <> ''),
  signature_kind allocation.signature_kind NOT NULL CONSTRAINT handover_is_signed CHECK (signature_kind <> 'none' OR origin = 'declared'),
  handed_over_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid, operator_number integer,
  replaces uuid REFERENCES allocation.handover,
  ended_at timestamptz, end_reason allocation.handover_end,
  origin devices.origin NOT NULL DEFAULT 'seen',
  date_known boolean NOT NULL DEFAULT true,
  FOREIGN KEY (beneficiary_id, structure_id) REFERENCES allocation.beneficiary (id, structure_id),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
  CHECK ((criterion IS NULL) = (criterion_attested_on IS NULL)),
  CONSTRAINT handover_price CHECK ((mode = 'sale') = (price_cents IS NOT NULL AND price_cents > 0)),
  CONSTRAINT handover_declared_is_bare CHECK (origin = 'seen' OR (unit_id IS NULL AND replaces IS NULL AND signature_kind = 'none')),
  CONSTRAINT handover_has_its_unit CHECK (unit_id IS NOT NULL OR origin = 'declared' OR replaces IS NOT NULL),
  CONSTRAINT handover_date_is_known CHECK (date_known OR origin = 'declared')
);
CREATE UNIQUE INDEX handover_device_once ON allocation.handover (device_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX handover_unit_once ON allocation.handover (unit_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX handover_replaced_once ON allocation.handover (replaces) WHERE replaces IS NOT NULL;
CREATE UNIQUE INDEX handover_declared_once ON allocation.handover (device_id) WHERE origin = 'declared';
CREATE INDEX handover_structure ON allocation.handover (structure_id, id DESC);
CREATE INDEX handover_beneficiary ON allocation.handover (beneficiary_id);
CREATE INDEX handover_device ON allocation.handover (device_id);

-- A drawn signature, sealed; it goes at its date.
CREATE TABLE allocation.handover_signature (
  handover_id uuid PRIMARY KEY REFERENCES allocation.handover,
  structure_id uuid NOT NULL,
  mime text NOT NULL,
  key_id text NOT NULL, sealed bytea NOT NULL,
  purge_on date NOT NULL
);
CREATE INDEX handover_signature_purge ON allocation.handover_signature (purge_on);

-- What was handed over stays as it was stated.
REVOKE DELETE ON allocation.reservation, allocation.handover FROM bn_app;
REVOKE UPDATE ON allocation.handover FROM bn_app;
GRANT UPDATE (ended_at, end_reason) ON allocation.handover TO bn_app;

-- Dated rules with their source: the newest row that has begun counts. How long what names a person is kept.
CREATE TABLE allocation.retention_rule (
  kind text NOT NULL,
  valid_from date NOT NULL,
  months integer NOT NULL CHECK (months BETWEEN 1 AND 600),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (kind, valid_from)
);
INSERT INTO allocation.retention_rule (kind, valid_from, months, source) VALUES
  ('identity', '2021-03-11', 24, 'CNIL, référentiel 2021-028 : deux ans après le dernier contact'),
  ('handover_sheet', '2021-03-11', 24, 'CNIL, référentiel 2021-028 : deux ans après le dernier contact'),
  ('free_text', '2021-03-11', 24, 'CNIL, référentiel 2021-028 : deux ans au plus en base active');

-- How long an approval waits for a device and a hand-over before its slot in the quota is given back.
CREATE TABLE allocation.approval_rule (
  valid_from date PRIMARY KEY,
  days integer NOT NULL CHECK (days BETWEEN 1 AND 1000),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO allocation.approval_rule (valid_from, days, source) VALUES ('2020-01-01', 180, 'Choix de la banque');

-- The legal warranty of what is given or sold, in months.
CREATE TABLE allocation.warranty_rule (
  mode allocation.handover_mode NOT NULL,
  valid_from date NOT NULL,
  months integer NOT NULL CHECK (months >= 0),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (mode, valid_from)
);
INSERT INTO allocation.warranty_rule (mode, valid_from, months, source) VALUES
  ('sale', '2022-01-01', 24, 'Garantie légale de conformité, code de la consommation, art. L217-3'),
  ('gift', '2022-01-01', 0, 'Un don n’ouvre pas la garantie légale de conformité');
