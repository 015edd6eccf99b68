-- What happened, for whoever reads it afterwards: programs that follow the bank, mails, what is new on pages (docs/adr/0111).

CALL platform.open_schema('events');

-- One step of a thing's life, written in its transaction by a trigger of the thing's history. No name, no free text.
CREATE TABLE events.event (
  -- A transaction that began earlier may end later: whoever reads in this order, up to the oldest that still runs, misses nothing.
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  number bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT platform.now(),
  thing events.thing NOT NULL,
  verb text NOT NULL,
  subject_id uuid NOT NULL,
  -- Where it was and is, of what has states; what a person whose data was forgotten is called in papers.
  from_state text,
  to_state text,
  reason text,
  reference text CHECK (reference ~ '^R-[2-9A-HJKMNP-Z]{5}$'),
  -- Whose act it was; null: the program's, or a stranger's.
  organisation_id uuid,
  -- Whoever had to do with the thing then.
  seen_by uuid[] NOT NULL,
  PRIMARY KEY (txid, number)
);
REVOKE INSERT, UPDATE, TRUNCATE ON events.event FROM bn_app;

-- One row: which feed this is (a bank that was restored begins another), and the last event that was deleted of it.
CREATE TABLE events.feed (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  deleted_txid xid8 NOT NULL DEFAULT '0',
  deleted_number bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX feed_is_one ON events.feed ((true));
INSERT INTO events.feed DEFAULT VALUES;
REVOKE INSERT, DELETE, TRUNCATE ON events.feed FROM bn_app;
