-- When who somebody was goes from an account that was closed then: not before what the audit says of them; null where no period is in force.
CREATE OR REPLACE FUNCTION people.name_goes(closed timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN people.kept_for('account') IS NOT NULL
    THEN closed + greatest(people.kept_for('account'), people.kept_for('audit')) END
$$;
