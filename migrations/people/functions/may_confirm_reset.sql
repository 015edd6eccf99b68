-- Whether somebody may confirm a request: both they and whoever asked it have been the bank's administrators for some days, so that nobody makes up
-- the other. Who administers the installation may, whoever asked.
CREATE OR REPLACE FUNCTION people.may_confirm_reset(r people.factor_reset, who uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT bool_or(u.instance_admin AND u.id = who) OR bool_and(u.instance_admin
    OR coalesce(people.administers_since(u.id) <= r.asked_at - make_interval(days => people.reset_confirmer_days()), false))
  FROM people.app_user u WHERE u.id IN (who, r.asked_by)
$$;
