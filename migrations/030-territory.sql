-- The communes of France with their département, EPCI and EPT (INSEE): in a table, so that no process holds the list.
-- 031-territory-communes.ts fills it.

CALL platform.open_schema('territory');

CREATE TABLE territory.commune (
  -- INSEE's code: 93066, 2A004.
  code text PRIMARY KEY CHECK (code ~ '^[0-9AB]{5}$'),
  name text COLLATE "fr-x-icu" NOT NULL,
  -- The name as one types it: no accent, no hyphen, "saint" in full. libs/bank/territory makes the same of what is typed.
  key text COLLATE "C" NOT NULL,
  departement text NOT NULL,
  epci text,
  epci_name text,
  -- In the Grand Paris the EPCI is the whole métropole: the établissement public territorial is what people know.
  ept text,
  ept_name text,
  postal_codes text[] NOT NULL,
  population integer NOT NULL DEFAULT 0
);
CREATE INDEX commune_key ON territory.commune (key);
CREATE INDEX commune_postal_codes ON territory.commune USING gin (postal_codes) WITH (fastupdate = off);
REVOKE INSERT, UPDATE, DELETE ON territory.commune FROM bn_app;
