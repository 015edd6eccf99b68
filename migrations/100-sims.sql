-- SIM cards: lists they came in, the stock by ICCID, their one history, their codes under seal, and who got which.

CALL platform.open_schema('sims');

-- The moves a card may make: rows of libs/sims/sim.life.ts.
CREATE TABLE sims.life (
  verb text NOT NULL, from_status text NOT NULL, to_status text NOT NULL,
  PRIMARY KEY (verb, from_status, to_status)
);
REVOKE INSERT, UPDATE, DELETE ON sims.life FROM bn_app;

-- A list that was taken in: how many cards it made, how many were known already.
CREATE TABLE sims.batch (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  carrier text COLLATE "fr-x-icu" NOT NULL CHECK (carrier <> ''),
  plan text NOT NULL DEFAULT '' CHECK (length(plan) <= 120),
  sha256 text NOT NULL,
  made integer NOT NULL CHECK (made > 0),
  known integer NOT NULL DEFAULT 0,
  imported_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership
);

-- A card as it is now; it changes only with a history row of the same transaction (sims.history_tells).
CREATE TABLE sims.sim (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES sims.batch,
  iccid text NOT NULL CHECK (iccid ~ '^89[0-9]{16,18}$'),
  -- With its check digit also when the supplier left it out, so that one card cannot be two rows.
  iccid_key text NOT NULL CHECK (iccid_key ~ '^89[0-9]{17,18}$'),
  carrier text COLLATE "fr-x-icu" NOT NULL CHECK (carrier <> ''),
  plan text NOT NULL DEFAULT '',
  msisdn text CHECK (msisdn ~ '^[+][0-9]{6,15}$'),
  status sims.status NOT NULL,
  ended_reason sims.end_reason,
  structure_id uuid REFERENCES people.organisation,
  beneficiary_id uuid,
  last_event_id bigint NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  -- A card goes to a person of the structure that has it, and to nobody else's.
  CONSTRAINT sim_beneficiary_of_structure FOREIGN KEY (beneficiary_id, structure_id) REFERENCES allocation.beneficiary (id, structure_id),
  CONSTRAINT sim_iccid_once UNIQUE (iccid_key),
  CONSTRAINT sim_whole CHECK (CASE status
    WHEN 'in_stock' THEN structure_id IS NULL AND beneficiary_id IS NULL
    WHEN 'allotted' THEN structure_id IS NOT NULL AND beneficiary_id IS NULL
    WHEN 'handed_out' THEN structure_id IS NOT NULL AND beneficiary_id IS NOT NULL
    ELSE beneficiary_id IS NULL OR structure_id IS NOT NULL END),
  CONSTRAINT sim_ended_why CHECK ((status = 'ended') = (ended_reason IS NOT NULL)),
  CONSTRAINT sim_returned_by_somebody CHECK (ended_reason IS DISTINCT FROM 'returned' OR beneficiary_id IS NOT NULL)
) WITH (fillfactor = 85);
CREATE INDEX sim_status ON sims.sim (status, id DESC);
CREATE INDEX sim_structure ON sims.sim (structure_id, status, id DESC) WHERE structure_id IS NOT NULL;
CREATE INDEX sim_beneficiary ON sims.sim (beneficiary_id) WHERE beneficiary_id IS NOT NULL;
CREATE INDEX sim_batch ON sims.sim (batch_id);

-- A number belongs to one living card.
CREATE UNIQUE INDEX sim_msisdn_once ON sims.sim (msisdn) WHERE msisdn IS NOT NULL AND status <> 'ended';

-- PIN and PUK under seal; they go a day after the hand-out, when nobody may read them any more, or with the end of the card.
CREATE TABLE sims.sim_codes (
  sim_id uuid PRIMARY KEY REFERENCES sims.sim,
  key_id text NOT NULL,
  bytes bytea NOT NULL
);

-- Who opened the seal, and when. Append-only.
CREATE TABLE sims.codes_reading (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sim_id uuid NOT NULL REFERENCES sims.sim,
  membership_id uuid NOT NULL REFERENCES people.membership,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX codes_reading_sim ON sims.codes_reading (sim_id);

-- The history of a card. Append-only.
CREATE TABLE sims.sim_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sim_id uuid NOT NULL REFERENCES sims.sim DEFERRABLE INITIALLY DEFERRED,
  verb text NOT NULL,
  from_status text NOT NULL,
  to_status text NOT NULL,
  reason text,
  structure_id uuid,
  beneficiary_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid,
  operator_number integer,
  organisation_id uuid,
  channel people.channel NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT sim_event_follows_life FOREIGN KEY (verb, from_status, to_status) REFERENCES sims.life (verb, from_status, to_status)
);
CREATE INDEX sim_event_sim ON sims.sim_event (sim_id, id DESC);
ALTER TABLE sims.sim ADD CONSTRAINT sim_last_event FOREIGN KEY (last_event_id) REFERENCES sims.sim_event DEFERRABLE INITIALLY DEFERRED;

-- Once in a card's life: what was stated and confirmed by secret when it was given. Append-only.
CREATE TABLE sims.hand_out (
  id uuid PRIMARY KEY,
  sim_id uuid NOT NULL REFERENCES sims.sim,
  structure_id uuid NOT NULL REFERENCES people.organisation,
  beneficiary_id uuid NOT NULL,
  statement text NOT NULL CHECK (statement <> ''),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT hand_out_beneficiary_of_structure FOREIGN KEY (beneficiary_id, structure_id) REFERENCES allocation.beneficiary (id, structure_id),
  CONSTRAINT sim_handed_out_once UNIQUE (sim_id)
);
CREATE INDEX hand_out_beneficiary ON sims.hand_out (beneficiary_id);

REVOKE DELETE ON sims.sim, sims.batch FROM bn_app;
REVOKE UPDATE ON sims.batch FROM bn_app;
