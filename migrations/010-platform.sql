-- What every lib stands on: extensions, answers kept for requests sent twice, running numbers, what was applied.

CREATE EXTENSION IF NOT EXISTS pg_trgm;    -- search by parts of words
CREATE EXTENSION IF NOT EXISTS unaccent;   -- names of communes as one types them
CREATE EXTENSION IF NOT EXISTS btree_gist; -- quotas that must not overlap

CALL platform.open_schema('platform');

-- A request that comes twice with the same key is done once; the second gets the first one's answer.
CREATE TABLE platform.idempotency_key (
  actor_key text NOT NULL,
  route text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  -- Of the body: the same key with another body is a mistake of the caller.
  request_hash text NOT NULL,
  -- Reference to what the work made (never its body), to be answered again. Null while it runs.
  ref text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor_key, route, key)
);
CREATE INDEX idempotency_key_created ON platform.idempotency_key (created_at);

-- The last number given out, per kind of paper and calendar year of the bank: D-2026-0042.
CREATE TABLE platform.counter (
  kind text NOT NULL,
  year int NOT NULL,
  last int NOT NULL CHECK (last > 0),
  PRIMARY KEY (kind, year)
);
REVOKE DELETE ON platform.counter FROM bn_app;

-- The files of functions, views and triggers as they were applied last (libs/platform/database/migrating/sql-files.ts).
CREATE TABLE platform.applied_sql (
  path text PRIMARY KEY,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
REVOKE INSERT, UPDATE, DELETE ON platform.applied_sql FROM bn_app;
