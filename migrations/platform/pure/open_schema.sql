-- Opens a lib's schema: what is created in it from now on can be read and written by the application, but not altered, dropped or
-- truncated. A table that the application may not write freely says so beside its CREATE TABLE.
CREATE OR REPLACE PROCEDURE platform.open_schema(name text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', name);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO bn_app', name);
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO bn_app', name);
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO bn_app', name);
END $$;
