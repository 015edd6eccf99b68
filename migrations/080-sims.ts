import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, openSchema } from '#database';

/** SIM cards: lists they came in, the stock by ICCID, their one history, their codes under seal, and who got which. */
export default class Sims1764000080000 implements MigrationInterface {
  name = 'Sims1764000080000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'sims');
    await q.query(TABLES);
    await q.query(RULES);
    for (const table of ['sims.sim_event', 'sims.hand_out', 'sims.codes_reading']) await appendOnly(q, table);
    await q.query(`
      REVOKE INSERT, UPDATE, DELETE ON sims.life FROM bn_app;
      REVOKE DELETE ON sims.sim, sims.batch FROM bn_app;
    `);
    for (const [verb, from, to] of LIFE_ROWS) {
      await q.query('INSERT INTO sims.life (verb, from_status, to_status) VALUES ($1, $2, $3)', [verb, from, to]);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP SCHEMA sims CASCADE');
  }
}

/** As of this migration; a test compares the table with `sim.life.ts`. */
const LIFE_ROWS = [
  ['import', 'none', 'in_stock'],
  ['allot', 'in_stock', 'allotted'],
  ['call_back', 'allotted', 'in_stock'],
  ['hand_out', 'allotted', 'handed_out'],
  ['end', 'in_stock', 'ended'],
  ['end', 'allotted', 'ended'],
  ['end', 'handed_out', 'ended'],
] as const;

const TABLES = `
  CREATE TABLE sims.life (
    verb text NOT NULL, from_status text NOT NULL, to_status text NOT NULL,
    PRIMARY KEY (verb, from_status, to_status)
  );

  -- A list between its preview and its confirmation: it holds PIN codes, so it is sealed and goes after a day.
  CREATE TABLE sims.staged_list (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    name text NOT NULL,
    operator text NOT NULL,
    plan text NOT NULL DEFAULT '',
    key_id text NOT NULL,
    bytes bytea NOT NULL,
    staged_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE sims.batch (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    operator text COLLATE "fr-x-icu" NOT NULL CHECK (operator <> ''),
    plan text NOT NULL DEFAULT '' CHECK (length(plan) <= 120),
    sha256 text NOT NULL,
    made integer NOT NULL CHECK (made > 0),
    known integer NOT NULL DEFAULT 0,
    imported_at timestamptz NOT NULL DEFAULT now(),
    membership_id uuid REFERENCES people.membership
  );

  CREATE TABLE sims.sim (
    id uuid PRIMARY KEY,
    batch_id uuid NOT NULL REFERENCES sims.batch,
    iccid text NOT NULL CHECK (iccid ~ '^89[0-9]{16,18}$'),
    -- With its check digit also when the supplier left it out, so that one card cannot be two rows.
    iccid_key text NOT NULL CHECK (iccid_key ~ '^89[0-9]{17,18}$'),
    operator text COLLATE "fr-x-icu" NOT NULL CHECK (operator <> ''),
    plan text NOT NULL DEFAULT '',
    msisdn text CHECK (msisdn ~ '^[+][0-9]{6,15}$'),
    status text NOT NULL CHECK (status IN ('in_stock','allotted','handed_out','ended')),
    ended_reason text CHECK (ended_reason IN ('lost','expired','blocked','returned')),
    structure_id uuid REFERENCES people.organisation,
    beneficiary_id uuid,
    last_event_id bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
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
  -- Who opened the seal, and when.
  CREATE TABLE sims.codes_reading (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sim_id uuid NOT NULL REFERENCES sims.sim,
    membership_id uuid NOT NULL REFERENCES people.membership,
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX codes_reading_sim ON sims.codes_reading (sim_id);

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
    channel text NOT NULL CHECK (channel IN ('page','api','offline','import','agent','system')),
    txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT sim_event_follows_life FOREIGN KEY (verb, from_status, to_status) REFERENCES sims.life (verb, from_status, to_status)
  );
  CREATE INDEX sim_event_sim ON sims.sim_event (sim_id, id DESC);
  ALTER TABLE sims.sim ADD CONSTRAINT sim_last_event FOREIGN KEY (last_event_id) REFERENCES sims.sim_event DEFERRABLE INITIALLY DEFERRED;

  -- Once in a card's life: what was stated and confirmed by secret when it was given.
  CREATE TABLE sims.hand_out (
    id uuid PRIMARY KEY,
    sim_id uuid NOT NULL REFERENCES sims.sim,
    structure_id uuid NOT NULL REFERENCES people.organisation,
    beneficiary_id uuid NOT NULL,
    statement text NOT NULL CHECK (statement <> ''),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sim_handed_out_once UNIQUE (sim_id)
  );
  CREATE INDEX hand_out_beneficiary ON sims.hand_out (beneficiary_id);
`;

const RULES = `
  -- What is true of a card is what its newest history row, written in this very transaction, says.
  CREATE FUNCTION sims.history_tells() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE e sims.sim_event; before_status text := 'none';
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      before_status := OLD.status;
      IF (NEW.id, NEW.iccid_key, NEW.batch_id) IS DISTINCT FROM (OLD.id, OLD.iccid_key, OLD.batch_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.iccid_is_for_ever';
      END IF;
      IF NEW.last_event_id = OLD.last_event_id
        AND (NEW.status, NEW.structure_id, NEW.beneficiary_id, NEW.ended_reason)
          IS NOT DISTINCT FROM (OLD.status, OLD.structure_id, OLD.beneficiary_id, OLD.ended_reason) THEN
        RETURN NULL;
      END IF;
    END IF;
    SELECT * INTO e FROM sims.sim_event WHERE id = NEW.last_event_id;
    IF e.id IS NULL OR e.sim_id <> NEW.id OR e.txid <> pg_current_xact_id()
      OR (e.from_status, e.to_status, e.reason, e.structure_id, e.beneficiary_id)
        IS DISTINCT FROM (before_status, NEW.status, NEW.ended_reason, NEW.structure_id, NEW.beneficiary_id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.no_change_without_history';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER history_tells AFTER INSERT OR UPDATE ON sims.sim FOR EACH ROW EXECUTE FUNCTION sims.history_tells();

  -- A history row that its card did not follow is a lie; a hand-out without its signed statement is no hand-out.
  CREATE FUNCTION sims.card_follows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM sims.sim WHERE id = NEW.sim_id AND last_event_id >= NEW.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.no_change_without_history';
    END IF;
    IF NEW.verb = 'hand_out' AND NOT EXISTS (
      SELECT 1 FROM sims.hand_out h WHERE h.sim_id = NEW.sim_id AND h.structure_id = NEW.structure_id AND h.beneficiary_id = NEW.beneficiary_id
    ) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.hand_out_unsigned';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER card_follows AFTER INSERT ON sims.sim_event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION sims.card_follows();

  -- Cards go to structures, and only to structures.
  CREATE FUNCTION sims.for_structures() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM people.organisation WHERE id = NEW.structure_id AND kind = 'structure') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'sims.not_a_structure';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER for_structures BEFORE UPDATE OF structure_id ON sims.sim
    FOR EACH ROW WHEN (NEW.structure_id IS NOT NULL AND NEW.structure_id IS DISTINCT FROM OLD.structure_id)
    EXECUTE FUNCTION sims.for_structures();
`;
