-- Losses and thefts of what may still hold data: what was lost, whose data it is, who was told (docs/adr/0122).

CALL platform.open_schema('incidents');

-- The moves an incident may make: rows of libs/bank/incidents/incident.lifecycle.ts.
CREATE TABLE incidents.life (
  verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (verb, from_state, to_state)
);
REVOKE INSERT, UPDATE, DELETE ON incidents.life FROM bn_app;

-- How long a controller may wait for the bank's notice, and then has itself. In hours.
CREATE TABLE incidents.notice_rule (
  subject incidents.delay NOT NULL,
  valid_from date NOT NULL,
  hours smallint NOT NULL CHECK (hours BETWEEN 1 AND 720),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, valid_from)
);
INSERT INTO incidents.notice_rule (subject, valid_from, hours, source) VALUES
  ('agreement', '2020-01-01', 48, 'RGPD, art. 33, 2 : dans les meilleurs délais ; les heures sont celles de la convention de don'),
  ('controller', '2020-01-01', 72, 'RGPD, art. 33, 1');

-- Opened by Postgres in the statement that says that something is lost. It changes only with a history row of the same transaction.
CREATE TABLE incidents.incident (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE CHECK (number ~ '^I-[0-9]{4}-[0-9]{4,}$'),
  how incidents.how NOT NULL,
  state incidents.state NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT platform.now(),
  ended_at timestamptz,
  -- What the rule said when it was opened.
  notice_hours smallint NOT NULL,
  controller_hours smallint NOT NULL,
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  organisation_id uuid REFERENCES people.organisation,
  last_event_id bigint NOT NULL,
  CONSTRAINT incident_ended CHECK ((state = ANY (incidents.ended_states())) = (ended_at IS NOT NULL))
);
CREATE INDEX incident_state ON incidents.incident (state, id DESC);
CREATE INDEX incident_by ON incidents.incident (membership_id, opened_at) WHERE state = 'open';
CREATE INDEX incident_organisation ON incidents.incident (organisation_id);
-- « Attend depuis »: what waits, longest first, then what does not.
CREATE INDEX incident_by_wait ON incidents.incident ((coalesce(CASE WHEN state <> ALL (incidents.ended_states()) THEN opened_at END, '9999-12-31 00:00:00+00'::timestamptz)), id);

-- Whose data was lost: told, and then answering, each for itself.
CREATE TABLE incidents.controller (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incidents.incident,
  kind incidents.controller_kind NOT NULL,
  donor_id uuid REFERENCES intake.donor,
  organisation_id uuid REFERENCES people.organisation,
  -- The 72 hours of the controller begin then. Of what the bank answers for itself: when the loss was said.
  told_at timestamptz,
  told_how incidents.told_how,
  answered_at timestamptz,
  answer incidents.answer,
  CONSTRAINT controller_told_how CHECK (num_nulls(told_at, told_how) IN (0, 2)),
  CONSTRAINT controller_answered CHECK (num_nulls(answered_at, answer) IN (0, 2) AND (answered_at IS NULL OR told_at IS NOT NULL)),
  CONSTRAINT controller_is_one CHECK (num_nonnulls(donor_id, organisation_id) = 1 AND (kind = 'donor') = (donor_id IS NOT NULL)),
  CONSTRAINT controller_once UNIQUE NULLS NOT DISTINCT (incident_id, donor_id, organisation_id)
);
CREATE INDEX controller_donor ON incidents.controller (donor_id) WHERE donor_id IS NOT NULL;
CREATE INDEX controller_organisation ON incidents.controller (organisation_id) WHERE organisation_id IS NOT NULL;

-- A device, or a medium that had been taken out of one: who had it last, where, since when, and who had it in hands last.
CREATE TABLE incidents.lost_item (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incidents.incident,
  device_id uuid NOT NULL REFERENCES devices.device,
  removed_medium_id uuid REFERENCES refurbishment.removed_medium,
  how incidents.how NOT NULL,
  -- Null: a person.
  custodian_id uuid REFERENCES people.organisation,
  -- As its history wrote it: place:…, container:…, transfer:…, holder.
  location text NOT NULL,
  held_since timestamptz,
  seen_at timestamptz,
  seen_operator integer,
  seen_organisation_id uuid REFERENCES people.organisation,
  lost_at timestamptz NOT NULL,
  found_at timestamptz
);
CREATE INDEX lost_item_incident ON incidents.lost_item (incident_id);
CREATE INDEX lost_item_custodian ON incidents.lost_item (custodian_id, incident_id);
CREATE INDEX lost_item_seen ON incidents.lost_item (seen_organisation_id);
CREATE INDEX lost_item_device ON incidents.lost_item (device_id);
CREATE INDEX lost_item_removed ON incidents.lost_item (removed_medium_id) WHERE removed_medium_id IS NOT NULL;
CREATE UNIQUE INDEX lost_item_once ON incidents.lost_item (device_id, removed_medium_id) NULLS NOT DISTINCT WHERE found_at IS NULL;

-- What of it the gate did not know to be erased, in each epoch of its data that nothing erased since.
CREATE TABLE incidents.lost_medium (
  id uuid PRIMARY KEY,
  lost_item_id uuid NOT NULL REFERENCES incidents.lost_item,
  -- Null: nobody knows which media it has, or all of them.
  medium_id uuid REFERENCES devices.medium,
  -- The gate's word: medium_unproven, no_media_knowledge…
  why text NOT NULL,
  data_epoch smallint NOT NULL,
  controller_id uuid NOT NULL REFERENCES incidents.controller
);
CREATE INDEX lost_medium_item ON incidents.lost_medium (lost_item_id);
CREATE INDEX lost_medium_medium ON incidents.lost_medium (medium_id) WHERE medium_id IS NOT NULL;
CREATE INDEX lost_medium_controller ON incidents.lost_medium (controller_id);

-- The history of an incident. Append-only.
CREATE TABLE incidents.incident_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incidents.incident DEFERRABLE INITIALLY DEFERRED,
  verb text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  reason text,
  controller_id uuid,
  -- Who had what was lost or found then.
  custodian_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT platform.now(),
  membership_id uuid,
  operator_number integer,
  organisation_id uuid,
  channel people.channel NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT incident_event_follows_life FOREIGN KEY (verb, from_state, to_state) REFERENCES incidents.life (verb, from_state, to_state)
);
CREATE INDEX incident_event_incident ON incidents.incident_event (incident_id, id DESC);
ALTER TABLE incidents.incident ADD CONSTRAINT incident_last_event FOREIGN KEY (last_event_id) REFERENCES incidents.incident_event DEFERRABLE INITIALLY DEFERRED;

-- What was lost is Postgres's to say, not a program's.
REVOKE INSERT, UPDATE, DELETE ON incidents.incident, incidents.controller, incidents.lost_item, incidents.lost_medium, incidents.incident_event FROM bn_app;
GRANT INSERT ON incidents.incident_event TO bn_app;
GRANT UPDATE (state, ended_at, last_event_id) ON incidents.incident TO bn_app;
GRANT UPDATE (told_at, told_how, answered_at, answer) ON incidents.controller TO bn_app;
