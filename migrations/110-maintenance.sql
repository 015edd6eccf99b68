-- Faults: tickets with their follow-up secret, what the person wrote (purgeable), their one history.

CALL platform.open_schema('maintenance');

-- The moves a ticket may make: rows of libs/maintenance/ticket.life.ts.
CREATE TABLE maintenance.life (
  verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (verb, from_state, to_state)
);
REVOKE INSERT, UPDATE, DELETE ON maintenance.life FROM bn_app;

-- A fault that somebody reported by a device's label; it changes only with a history row of the same transaction.
CREATE TABLE maintenance.ticket (
  id uuid PRIMARY KEY,
  -- Six random symbols of the codes' alphabet, shown P-7K3F-92: to read by phone, and to guess in vain.
  number text NOT NULL CHECK (number ~ '^[2-9A-HJKMNP-Z]{6}$'),
  -- SHA-256 of the secret of its follow-up page.
  secret_hash text NOT NULL CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
  -- The code or number as the person gave it.
  typed text NOT NULL CHECK (length(typed) BETWEEN 1 AND 60),
  problem maintenance.problem NOT NULL,
  -- Null while the bank has not said which device it is about.
  device_id uuid REFERENCES devices.device,
  -- The structure that handed it over; null when only the bank sees the ticket.
  structure_id uuid REFERENCES people.organisation,
  state maintenance.state NOT NULL,
  solution maintenance.solution,
  close_reason maintenance.close_reason,
  replacement_device_id uuid REFERENCES devices.device,
  -- Whom a device that was taken in must go back to.
  reference uuid,
  opened_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  last_event_id bigint NOT NULL,
  CONSTRAINT ticket_number_once UNIQUE (number),
  CONSTRAINT ticket_secret_once UNIQUE (secret_hash),
  CONSTRAINT ticket_ended CHECK ((state = ANY (maintenance.ended_states())) = (ended_at IS NOT NULL)),
  CONSTRAINT ticket_solved_how CHECK ((state = 'solved') = (solution IS NOT NULL)),
  CONSTRAINT ticket_closed_why CHECK ((state = 'closed') = (close_reason IS NOT NULL)),
  CONSTRAINT ticket_swapped_for CHECK ((state = 'swapped') = (replacement_device_id IS NOT NULL)),
  CONSTRAINT ticket_other_device CHECK (replacement_device_id IS NULL OR replacement_device_id <> device_id),
  CONSTRAINT ticket_knows_device CHECK (device_id IS NOT NULL OR state = ANY (maintenance.nameless_states())),
  CONSTRAINT ticket_device_in CHECK (state <> 'device_in' OR reference IS NOT NULL)
) WITH (fillfactor = 85);
CREATE INDEX ticket_live ON maintenance.ticket (state, id DESC);
CREATE INDEX ticket_structure ON maintenance.ticket (structure_id, id DESC) WHERE structure_id IS NOT NULL;
CREATE INDEX ticket_device ON maintenance.ticket (device_id) WHERE device_id IS NOT NULL;
CREATE INDEX ticket_ended ON maintenance.ticket (ended_at) WHERE ended_at IS NOT NULL;

-- A device is taken in for one ticket at a time.
CREATE UNIQUE INDEX ticket_one_in ON maintenance.ticket (device_id) WHERE state = 'device_in';

-- What a person wrote: sealed, apart, and gone some time after the end of the ticket.
CREATE TABLE maintenance.ticket_words (
  ticket_id uuid NOT NULL REFERENCES maintenance.ticket,
  kind maintenance.words_kind NOT NULL,
  key_id text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (ticket_id, kind)
);

-- The history of a ticket. Append-only.
CREATE TABLE maintenance.ticket_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ticket_id uuid NOT NULL REFERENCES maintenance.ticket DEFERRABLE INITIALLY DEFERRED,
  verb text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  reason text,
  device_id uuid,
  structure_id uuid,
  replacement_device_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid,
  operator_number integer,
  organisation_id uuid,
  channel people.channel NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT ticket_event_follows_life FOREIGN KEY (verb, from_state, to_state) REFERENCES maintenance.life (verb, from_state, to_state)
);
CREATE INDEX ticket_event_ticket ON maintenance.ticket_event (ticket_id, id DESC);
ALTER TABLE maintenance.ticket ADD CONSTRAINT ticket_last_event FOREIGN KEY (last_event_id) REFERENCES maintenance.ticket_event DEFERRABLE INITIALLY DEFERRED;

-- Who reports much. Only hashes: a throttle needs to recognise, not to know.
CREATE TABLE maintenance.report_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address_hash text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX report_attempt_recent ON maintenance.report_attempt (address_hash, at);

REVOKE DELETE ON maintenance.ticket FROM bn_app;
