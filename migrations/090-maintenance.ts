import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, openSchema } from '#database';

/** Faults: tickets with their follow-up secret, what the person wrote (purgeable), their one history. */
export default class Maintenance1764000090000 implements MigrationInterface {
  name = 'Maintenance1764000090000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'maintenance');
    await q.query(TABLES);
    await q.query(RULES);
    await appendOnly(q, 'maintenance.ticket_event');
    await q.query(`
      REVOKE INSERT, UPDATE, DELETE ON maintenance.life FROM bn_app;
      REVOKE DELETE ON maintenance.ticket FROM bn_app;
    `);
    for (const [verb, from, to] of LIFE_ROWS) {
      await q.query('INSERT INTO maintenance.life (verb, from_state, to_state) VALUES ($1, $2, $3)', [verb, from, to]);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER same_person ON devices.device_event;
      DROP SCHEMA maintenance CASCADE;
    `);
  }
}

/** As of this migration; a test compares the table with `ticket.life.ts`. */
const LIFE_ROWS = Object.entries({
  report: 'none>open',
  assign: 'open>open',
  take: 'open>taken',
  wait: 'taken>waiting',
  resume: 'waiting>taken',
  take_in: 'taken>device_in waiting>device_in',
  solve: 'taken>solved waiting>solved',
  give_back: 'device_in>solved',
  swap: 'taken>swapped waiting>swapped device_in>swapped',
  close: 'open>closed taken>closed waiting>closed device_in>closed',
}).flatMap(([verb, moves]) => moves.split(' ').map((move) => [verb, ...move.split('>')]));

const TABLES = `
  CREATE TABLE maintenance.life (
    verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
    PRIMARY KEY (verb, from_state, to_state)
  );

  CREATE TABLE maintenance.ticket (
    id uuid PRIMARY KEY,
    -- Six random symbols of the codes' alphabet, shown P-7K3F-92: to read by phone, and to guess in vain.
    number text NOT NULL CHECK (number ~ '^[2-9A-HJKMNP-Z]{6}$'),
    secret_hash text NOT NULL CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
    typed text NOT NULL CHECK (length(typed) BETWEEN 1 AND 60),
    problem text NOT NULL CHECK (problem IN ('no_power','screen','internet','other')),
    -- Null while the bank has not said which device it is about.
    device_id uuid REFERENCES devices.device,
    -- The structure that handed it over; null when only the bank sees the ticket.
    structure_id uuid REFERENCES people.organisation,
    state text NOT NULL CHECK (state IN ('open','taken','device_in','waiting','solved','swapped','closed')),
    solution text CHECK (solution IN ('advice','settings','charger','repaired')),
    close_reason text CHECK (close_reason IN ('no_fault','duplicate','not_reachable','not_ours','beyond_repair')),
    replacement_device_id uuid REFERENCES devices.device,
    -- Whom a device that was taken in must go back to.
    reference uuid,
    opened_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    last_event_id bigint NOT NULL,
    CONSTRAINT ticket_number_once UNIQUE (number),
    CONSTRAINT ticket_secret_once UNIQUE (secret_hash),
    CONSTRAINT ticket_ended CHECK ((state IN ('solved','swapped','closed')) = (ended_at IS NOT NULL)),
    CONSTRAINT ticket_solved_how CHECK ((state = 'solved') = (solution IS NOT NULL)),
    CONSTRAINT ticket_closed_why CHECK ((state = 'closed') = (close_reason IS NOT NULL)),
    CONSTRAINT ticket_swapped_for CHECK ((state = 'swapped') = (replacement_device_id IS NOT NULL)),
    CONSTRAINT ticket_other_device CHECK (replacement_device_id IS NULL OR replacement_device_id <> device_id),
    CONSTRAINT ticket_knows_device CHECK (device_id IS NOT NULL OR state IN ('open','closed')),
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
    kind text NOT NULL CHECK (kind IN ('sentence','phone')),
    key_id text NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (ticket_id, kind)
  );

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
    channel text NOT NULL CHECK (channel IN ('page','api','offline','import','agent','system')),
    txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT ticket_event_follows_life FOREIGN KEY (verb, from_state, to_state) REFERENCES maintenance.life (verb, from_state, to_state)
  );
  CREATE INDEX ticket_event_ticket ON maintenance.ticket_event (ticket_id, id DESC);
  ALTER TABLE maintenance.ticket ADD CONSTRAINT ticket_last_event FOREIGN KEY (last_event_id) REFERENCES maintenance.ticket_event DEFERRABLE INITIALLY DEFERRED;

  -- Only hashes: a throttle needs to recognise, not to know.
  CREATE TABLE maintenance.report_attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address_hash text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX report_attempt_recent ON maintenance.report_attempt (address_hash, at);
`;

const RULES = `
  CREATE FUNCTION maintenance.history_tells() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE e maintenance.ticket_event; before_state text := 'none';
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      before_state := OLD.state;
      IF (NEW.id, NEW.number, NEW.secret_hash, NEW.typed, NEW.problem, NEW.opened_at)
        IS DISTINCT FROM (OLD.id, OLD.number, OLD.secret_hash, OLD.typed, OLD.problem, OLD.opened_at) THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.report_is_for_ever';
      END IF;
    END IF;
    SELECT * INTO e FROM maintenance.ticket_event WHERE id = NEW.last_event_id;
    IF e.id IS NULL OR e.ticket_id <> NEW.id OR e.txid <> pg_current_xact_id()
      OR (e.from_state, e.to_state, e.reason, e.device_id, e.structure_id, e.replacement_device_id)
        IS DISTINCT FROM (before_state, NEW.state, coalesce(NEW.solution, NEW.close_reason), NEW.device_id, NEW.structure_id, NEW.replacement_device_id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.no_change_without_history';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER history_tells AFTER INSERT OR UPDATE ON maintenance.ticket FOR EACH ROW EXECUTE FUNCTION maintenance.history_tells();

  CREATE FUNCTION maintenance.ticket_follows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM maintenance.ticket WHERE id = NEW.ticket_id AND last_event_id >= NEW.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.no_change_without_history';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ticket_follows AFTER INSERT ON maintenance.ticket_event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION maintenance.ticket_follows();

  -- A repaired device goes back to the person it was taken from, whoever asks.
  CREATE FUNCTION maintenance.same_person() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.holder_to IS DISTINCT FROM (
      SELECT e.holder_from FROM devices.device_event e
      WHERE e.device_id = NEW.device_id AND e.verb = 'take_for_repair' ORDER BY e.id DESC LIMIT 1
    ) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.not_the_same_person';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER same_person AFTER INSERT ON devices.device_event
    FOR EACH ROW WHEN (NEW.verb = 'give_back') EXECUTE FUNCTION maintenance.same_person();
`;
