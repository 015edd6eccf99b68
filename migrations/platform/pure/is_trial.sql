-- Whether the clock of this database may be set on. Only its owner says so, by writing this function anew (libs/platform/database/bank-clock.ts).
CREATE OR REPLACE FUNCTION platform.is_trial() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN false;
