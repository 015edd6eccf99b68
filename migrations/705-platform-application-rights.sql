-- What the application's role may do to each thing here, as the last migrating left it (libs/platform/database/migrating/rights.ts): a database that was
-- brought to another server without its roles gets its rights back by it.
CREATE TABLE platform.application_right (
  kind text NOT NULL CHECK (kind IN ('schema', 'table', 'sequence', 'routine', 'tables to come', 'sequences to come')),
  thing text NOT NULL,
  -- Privileges in Postgres's words, of the role `bn_app` and of PUBLIC; those of single columns as `UPDATE (name)`.
  application text[] NOT NULL,
  everybody text[] NOT NULL,
  PRIMARY KEY (kind, thing)
);
REVOKE INSERT, UPDATE, DELETE ON platform.application_right FROM bn_app;
